package dev.belay.backup.restore;

import dev.belay.core.Kind;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of one object, or of one step of it.
 *
 * @param kind what the object is: {@code TABLE}, {@code TABLE DATA}, {@code INDEX}…
 * @param name as people know it
 * @param rows that came in, or large objects; 0 for what is none
 * @param bytes that were sent to the server
 * @param error what went wrong; empty where nothing did
 */
public record ObjectResult(
        String kind, String name, Outcome outcome, long rows, long bytes, Duration took, Optional<Failure> error) {
    /** The kind of what a dump in plain SQL does. */
    public static final String STATEMENT = "statement";

    /** Both of the same object: it is there where both are, and failed where one did. */
    ObjectResult and(ObjectResult other) {
        Outcome worse = outcome.badness >= other.outcome.badness ? outcome : other.outcome;
        boolean there = worse == Outcome.RESTORED;
        return new ObjectResult(
                kind,
                name,
                worse,
                there ? rows + other.rows : 0,
                there ? bytes + other.bytes : 0,
                took.plus(other.took),
                Stream.of(error, other.error).flatMap(Optional::stream).min(Comparator.comparing(Failure::remoteness)));
    }

    /** How it can end. */
    public enum Outcome {
        RESTORED(0),
        /** Nothing of it is there. */
        FAILED(2),
        /** It was not begun: the restore stopped before, or something that it needs failed. */
        NOT_RESTORED(1);

        private final int badness;

        Outcome(int badness) {
            this.badness = badness;
        }
    }

    /**
     * Why something failed.
     *
     * @param kind INTEGRITY when the archive is damaged, else BACKUP
     * @param state the SQLSTATE; empty when it was not the server
     */
    public record Failure(Kind kind, String message, String hint, Optional<String> state) {
        /** How far from being the cause: a wrong byte is nearest, and what was cancelled because of another one is last. */
        private int remoteness() {
            if (kind == Kind.INTEGRITY) {
                return 0;
            }
            return state.filter("57014"::equals).isPresent() ? 2 : 1;
        }
    }
}
