package dev.belay.verify.spec;

import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of a database, for expectations about what has happened since.
 *
 * @param migrated when the last migration was applied or undone, if the journal knows
 */
public record Remembered(Optional<Instant> migrated) {
    /** Where there is no journal. */
    public static final Remembered NOTHING = new Remembered(Optional.empty());
}
