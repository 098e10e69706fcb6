package dev.belay.core.script;

import java.util.List;
import java.util.Optional;

/**
 * A statement that commits in several steps, so that after a crash only the catalog knows how far it came.
 *
 * @param objects the indexes or the partition it works on; none when the server chooses the name. An index that is
 *     created has its table's schema
 * @param table the table of an index that is created, the table that is reindexed, or the parent of a partition
 * @param guarded whether it says IF EXISTS or IF NOT EXISTS
 */
public record Concurrent(Action action, List<Name> objects, Optional<Name> table, boolean guarded) {
    public Concurrent {
        objects = List.copyOf(objects);
    }

    /** The one object of the statement; only DROP INDEX can name more. */
    public Optional<Name> object() {
        return objects.stream().findFirst();
    }

    /** What such a statement does. */
    public enum Action {
        CREATE_INDEX,
        DROP_INDEX,
        REINDEX_INDEX,
        REINDEX_TABLE,
        /** The object is the schema. */
        REINDEX_SCHEMA,
        /** The object is the database, if it is named: DATABASE and SYSTEM. */
        REINDEX_DATABASE,
        DETACH_PARTITION,
        DETACH_FINALIZE
    }
}
