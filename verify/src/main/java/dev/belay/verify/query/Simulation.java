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
 * catalog says that all rows are in it. Never on a target: it changes what no migration may change.
 */
final class Simulation {
    /** The SQLSTATE of what a role may not do. */
    static final String DENIED = "42501";

    private static final int STATISTICS_FUNCTIONS = 18;

    private static final String ROLE = """
        SELECT pg_catalog.current_setting('is_superuser') = 'on' AS super,
               pg_catalog.current_setting('server_version_num')::int / 10000 AS major
        """;

    /** Of each table: how many leaves its whole has, and whether its file is still empty. */
    private static final String TABLES = """
        SELECT c.oid, pg_catalog.format('%I.%I', n.nspname, c.relname) AS name, c.relkind = 'm' AS materialized,
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

    /** A table that the plan reads. */
    record Target(
            long oid,
            String name,
            boolean materialized,
            String root,
            long leaves,
            boolean empty,
            List<String> columns) {}

    private Simulation() {}

    /** @throws SQLException of state 42501 that says what the role may not do */
    static void of(Connection connection, Set<String> tables, Map<String, Long> rows) throws SQLException {
        if (tables.isEmpty()) {
            return;
        }
        Pretence pretence = pretence(connection);
        String names = tables.stream().map(Identifier::literal).collect(Collectors.joining(", "));
        List<Target> targets = Sql.list(
                connection,
                TABLES.replace("%s", names),
                row -> new Target(
                        row.getLong("oid"),
                        row.getString("name"),
                        row.getBoolean("materialized"),
                        row.getString("root"),
                        row.getLong("leaves"),
                        row.getBoolean("empty"),
                        List.of((String[]) row.getArray("columns").getArray())));
        for (Target target : targets) {
            if (target.empty()) {
                pretence.page(connection, target);
            }
        }
        for (Target target : targets) {
            long whole = rows.getOrDefault(target.root(), Query.USUAL_ROWS);
            long number = rows.getOrDefault(target.name(), Math.max(1, whole / target.leaves()));
            pretence.rows(connection, target, number);
        }
    }

    private static Pretence pretence(Connection connection) throws SQLException {
        record Role(boolean superuser, int major) {}
        Role role = Sql.one(connection, ROLE, row -> new Role(row.getBoolean("super"), row.getInt("major")));
        if (role.superuser()) {
            return new PretenceOfSuperuser();
        }
        if (role.major() >= STATISTICS_FUNCTIONS) {
            return new PretenceOfOwner();
        }
        throw new SQLException(
                "before PostgreSQL " + STATISTICS_FUNCTIONS + " only a superuser can make empty tables look full",
                DENIED);
    }
}
