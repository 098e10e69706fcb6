package dev.belay.backup.restore;

import dev.belay.core.Kind;
import java.time.Duration;
import java.util.Optional;

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
                error.or(() -> other.error));
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
    public record Failure(Kind kind, String message, String hint, Optional<String> state) {}
}
