package dev.belay.verify.query;

import dev.belay.core.db.Identifier;
import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes empty tables look full to the planner, in a transaction that is rolled back. The planner counts the pages of the
 * file itself and multiplies them by the rows per page that the catalog tells: so each table gets one page, and the
 * catalog says that all rows are in it. What only a superuser may write is written, therefore never on a target.
 */
final class Simulation {
    /** The row needs to be no good: its page stays when it is rolled back, with all that let it in. */
    private static final String PAGE = """
        SAVEPOINT belay_page;
        SET LOCAL session_replication_role = replica;
        UPDATE pg_catalog.pg_type SET typnotnull = false WHERE typtype = 'd' AND typnotnull;
        UPDATE pg_catalog.pg_attribute SET attnotnull = false, atthasdef = false, attgenerated = '', attidentity = ''
        WHERE attrelid = %1$s AND attnum > 0;
        UPDATE pg_catalog.pg_class SET relchecks = 0, relhastriggers = false, relhasrules = false,
            relispartition = false, relkind = 'r'
        WHERE oid = %1$s;
        INSERT INTO %2$s (%3$s) VALUES (%4$s);
        ROLLBACK TO SAVEPOINT belay_page
        """;

    /** Of each table: how many leaves its whole has, and whether its file is still empty. */
    private static final String TABLES = """
        SELECT c.oid, pg_catalog.format('%I.%I', n.nspname, c.relname) AS name,
               pg_catalog.format('%I.%I', rn.nspname, r.relname) AS root,
               CASE WHEN r.relkind = 'p' THEN (SELECT count(*) FROM pg_catalog.pg_partition_tree(r.oid) t WHERE t.isleaf)
                    ELSE 1 END AS leaves,
               pg_catalog.pg_relation_size(c.oid) = 0 AS empty,
               ARRAY(SELECT pg_catalog.quote_ident(a.attname) FROM pg_catalog.pg_attribute a
                     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_class r
            ON r.oid = coalesce(CASE WHEN c.relispartition THEN pg_catalog.pg_partition_root(c.oid) END, c.oid)
        JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
        WHERE c.relkind IN ('r', 'm') AND c.oid = ANY (ARRAY[%s]::regclass[]::oid[])
        """;

    private record Target(long oid, String name, String root, long leaves, boolean empty, List<String> columns) {}

    private Simulation() {}

    static void of(Connection connection, Set<String> tables, Map<String, Long> rows) throws SQLException {
        if (tables.isEmpty()) {
            return;
        }
        String names = tables.stream().map(Identifier::literal).collect(Collectors.joining(", "));
        List<Target> targets = Sql.list(
                connection,
                TABLES.replace("%s", names),
                row -> new Target(
                        row.getLong("oid"),
                        row.getString("name"),
                        row.getString("root"),
                        row.getLong("leaves"),
                        row.getBoolean("empty"),
                        List.of((String[]) row.getArray("columns").getArray())));
        for (Target target : targets) {
            if (target.empty()) {
                page(connection, target);
            }
        }
        for (Target target : targets) {
            long whole = rows.getOrDefault(target.root(), Query.USUAL_ROWS);
            long number = rows.getOrDefault(target.name(), Math.max(1, whole / target.leaves()));
            Sql.script(connection, """
                UPDATE pg_catalog.pg_class SET reltuples = %1$s, relpages = 1, relallvisible = 1
                WHERE oid = %2$s OR oid IN (SELECT indexrelid FROM pg_catalog.pg_index WHERE indrelid = %2$s);
                DELETE FROM pg_catalog.pg_statistic WHERE starelid = %2$s
                """.formatted(number, target.oid()));
        }
    }

    private static void page(Connection connection, Target target) throws SQLException {
        String nulls = target.columns().stream().map(column -> "NULL").collect(Collectors.joining(", "));
        String insert = target.columns().isEmpty() ? PAGE.replace("(%3$s) VALUES (%4$s)", "DEFAULT VALUES") : PAGE;
        Sql.script(
                connection, insert.formatted(target.oid(), target.name(), String.join(", ", target.columns()), nulls));
    }
}
