package dev.belay.verify.usage;

import java.time.Instant;
import java.util.Optional;

/**
 * A table and what the server has counted of it.
 *
 * @param name in SQL, with its schema
 * @param rows as the server guesses them
 * @param bytes with indexes and what is put aside (TOAST)
 * @param indexBytes those of its indexes
 * @param sequentialScans how often it was read as a whole
 * @param indexScans how often one of its indexes was used
 * @param analyzed when its statistics were made last
 */
public record TableUse(
        String name,
        String schema,
        String table,
        long rows,
        long bytes,
        long indexBytes,
        long sequentialScans,
        long indexScans,
        Optional<Instant> analyzed) {}
