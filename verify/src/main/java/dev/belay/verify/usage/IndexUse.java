package dev.belay.verify.usage;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An index and what the server has counted of it.
 *
 * @param name in SQL, with its schema
 * @param root the index of the partitioned table that it is a part of, or its own name
 * @param scans since the counters began; what a unique index enforces is not among them
 * @param since how many of them came after the counters were last stored, if they were
 * @param last when it was used last; PostgreSQL 16 and newer know
 * @param tuples entries that these scans have returned
 * @param definition from {@code USING} on
 * @param enforces whether it stands for a constraint or is unique: it is of use without being scanned
 */
public record IndexUse(
        String name,
        String root,
        String schema,
        String table,
        long scans,
        OptionalLong since,
        Optional<Instant> last,
        long tuples,
        long bytes,
        boolean valid,
        boolean enforces,
        String definition) {
    IndexUse since(OptionalLong number) {
        return new IndexUse(name, root, schema, table, scans, number, last, tuples, bytes, valid, enforces, definition);
    }

    /** Whether nothing speaks for it. */
    public boolean unused() {
        return scans == 0 && !enforces;
    }
}
