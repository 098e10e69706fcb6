package dev.belay.verify.spec;

import dev.belay.core.history.UsageCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of a database, for expectations about what has happened since.
 *
 * @param migrated when the last migration was applied or undone, if the journal knows
 * @param usage the uses of indexes at least so long ago
 */
public record Remembered(Optional<Instant> migrated, Map<Duration, UsageCounts> usage) {
    /** Where there is no journal. */
    public static final Remembered NOTHING = new Remembered(Optional.empty(), Map.of());

    public Remembered {
        usage = Map.copyOf(usage);
    }
}
