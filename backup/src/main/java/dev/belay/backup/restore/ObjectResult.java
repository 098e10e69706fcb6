package dev.belay.backup.restore;

import dev.belay.core.Kind;
import java.time.Duration;
import java.util.Optional;

/**
 * How one step of a restore ended.
 *
 * @param kind what the object is: {@code TABLE}, {@code TABLE DATA}, {@code INDEX}…
 * @param name as people know it
 * @param rows that came in, or large objects; 0 for what is none
 * @param bytes that were sent to the server
 * @param error what went wrong; empty where nothing did
 */
public record ObjectResult(
        String kind, String name, Outcome outcome, long rows, long bytes, Duration took, Optional<Failure> error) {
    /** How it can end. */
    public enum Outcome {
        RESTORED,
        /** Nothing of it is there. */
        FAILED,
        /** It was not begun: the restore stopped before, or something that it needs failed. */
        NOT_RESTORED
    }

    /**
     * Why something failed.
     *
     * @param kind INTEGRITY when the archive is damaged, else BACKUP
     * @param state the SQLSTATE; empty when it was not the server
     */
    public record Failure(Kind kind, String message, String hint, Optional<String> state) {}
}
