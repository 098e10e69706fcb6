package dev.belay.backup.restore;

import dev.belay.backup.restore.Comparison.Expected;
import dev.belay.backup.restore.Comparison.Subject;
import dev.belay.core.content.ContentHash;
import dev.belay.core.content.RowFormat;
import dev.belay.core.content.TableHash;
import dev.belay.core.db.Identifier;
import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Finds out what the tables of a restored database hold. */
final class RestoredRows {
    private static final String LEAVES = """
            SELECT n.nspname, c.relname FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND (c.oid = ?::pg_catalog.regclass
                                       OR c.oid IN (SELECT relid FROM pg_catalog.pg_partition_tree(?::pg_catalog.regclass)))
            """;

    /** Binary arrays and rows tell the numbers of their types, and only those of the server's own are the same everywhere. */
    private static final String NUMBERED = """
            WITH RECURSIVE part (oid, told) AS (
                SELECT a.atttypid, false FROM pg_catalog.pg_attribute a
                WHERE a.attrelid = ?::pg_catalog.regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                UNION
                SELECT inner_type.oid, inner_type.told
                FROM part p JOIN pg_catalog.pg_type t ON t.oid = p.oid
                CROSS JOIN LATERAL (
                    SELECT t.typelem, true WHERE t.typelem <> 0 AND t.typlen = -1
                    UNION ALL
                    SELECT t.typbasetype, false WHERE t.typtype = 'd'
                    UNION ALL
                    SELECT a.atttypid, true FROM pg_catalog.pg_attribute a
                    WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
                    UNION ALL
                    SELECT r.rngsubtype, false FROM pg_catalog.pg_range r
                    WHERE r.rngtypid = t.oid OR r.rngmultitypid = t.oid
                ) AS inner_type (oid, told)
            )
            SELECT EXISTS (SELECT FROM part WHERE told AND oid >= 16384)
            """;

    private final Connection connection;
    private final TableHash reader;
    private final Consumer<String> notes;
    private final Set<String> alone = new HashSet<>();

    /** @param all tables that will be asked for: what is compared by itself counts for no root of partitions */
    RestoredRows(Connection connection, List<Subject> all, Consumer<String> notes) throws SQLException {
        this.connection = connection;
        this.reader = new TableHash(connection);
        this.notes = notes;
        all.stream().filter(one -> !one.root()).forEach(one -> alone.add(one.table()));
    }

    Expected of(Subject subject) throws SQLException {
        ContentHash sum = new ContentHash();
        for (String table : subject.root() ? leaves(subject.table()) : List.of(subject.table())) {
            sum.add(reader.of(table, subject.columns(), subject.format()));
        }
        Expected found = Expected.of(sum);
        if (subject.format() == RowFormat.BINARY && numbered(subject.table())) {
            notes.accept(
                    subject.table() + " is in binary, with the numbers that types of the user's have in each database"
                            + " anew: its rows are compared by number alone");
            return found.counted();
        }
        return found;
    }

    private List<String> leaves(String root) throws SQLException {
        return Sql.list(
                        connection,
                        LEAVES,
                        row -> Identifier.spell(row.getString(1)) + "." + Identifier.spell(row.getString(2)),
                        root,
                        root)
                .stream()
                .filter(table -> !alone.contains(table))
                .toList();
    }

    private boolean numbered(String table) throws SQLException {
        return Sql.one(connection, NUMBERED, row -> row.getBoolean(1), table);
    }
}
