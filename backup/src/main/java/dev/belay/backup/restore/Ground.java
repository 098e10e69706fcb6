package dev.belay.backup.restore;

import dev.belay.backup.archive.TocEntry;
import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * What a restore goes by of its target.
 *
 * @param major version of the server
 * @param relations that are there; empty where it does not matter
 */
record Ground(int major, Optional<Set<Relation>> relations) {
    /** The newest version there is, with everything in it: of a server that nobody has named nothing is left out. */
    static final Ground ANY = new Ground(Integer.MAX_VALUE, Optional.empty());

    private static final String RELATIONS = """
            SELECT n.nspname, c.relname
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'v', 'm', 'S', 'f', 'p')
            """;

    /** A table, view or sequence. */
    record Relation(String schema, String name) {}

    /** Of a database that one is connected with. */
    static Ground of(Connection connection, EntryChoice choice) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        return choice.partial()
                ? new Ground(
                        major,
                        Optional.of(Set.copyOf(Sql.list(
                                connection, RELATIONS, row -> new Relation(row.getString(1), row.getString(2))))))
                : new Ground(major, Optional.empty());
    }

    /** Whether what an entry makes is there already. */
    boolean has(TocEntry entry) {
        return relations
                .map(known -> Kin.relation(entry)
                        && known.contains(new Relation(entry.schema().orElse(""), entry.tag())))
                .orElse(true);
    }
}
