package dev.belay.core.apply;

import dev.belay.core.migration.Version;
import java.util.Optional;

/** Why a plan cannot be carried out, and the way out. */
public record Problem(Cause cause, Optional<Version> version, String message, String hint) {
    /** What stands in the way. */
    public enum Cause {
        /** An applied file was edited. */
        CHANGED,
        /** The history has a version that no file has. */
        MISSING,
        /** An older version is not applied while a newer one is. */
        OUT_OF_ORDER,
        /** Another tool left it half-done, and only a person can tell how much of it is there. */
        UNFINISHED,
        /** A half-done migration whose finished part was edited, or that was going the other way. */
        RESUME,
        /** Its file cannot be read or understood. */
        UNREADABLE,
        /** Nothing is in the file. */
        EMPTY,
        /** It has a statement that must not be run at all. */
        FORBIDDEN,
        /** There is no down part. */
        IRREVERSIBLE,
        /** The version that was asked for is not there, or not in the right state. */
        NOT_FOUND
    }

    public static Problem of(Cause cause, Version version, String message, String hint) {
        return new Problem(cause, Optional.of(version), message, hint);
    }
}
