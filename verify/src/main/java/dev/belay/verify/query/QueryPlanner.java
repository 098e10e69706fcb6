package dev.belay.verify.query;

import dev.belay.core.db.Identifier;
import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Asks the server how it would run a query. Belongs in a copy of the schema and in a transaction that its caller rolls
 * back.
 */
public final class QueryPlanner {
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
    private static final Pattern REMOVED = Pattern.compile("\"Subplans Removed\": [1-9]");
    private static final String NAME = "belay_query";

    /** What EXPLAIN answers, with what the catalog knows of the tables and indexes in it; the server reads its own JSON. */
    private static final String NODES = """
        WITH RECURSIVE nodes AS (
            SELECT ?::jsonb -> 0 -> 'Plan' AS node, ARRAY[]::bigint[] AS path, false AS limited,
                   NULL::text AS schema, NULL::text AS relation
            UNION ALL
            SELECT c.node, n.path || c.place,
                   (n.limited OR n.node ->> 'Node Type' = 'Limit') AND n.node ->> 'Node Type' NOT IN ('Sort', 'Hash', 'Aggregate'),
                   coalesce(c.node ->> 'Schema', n.node ->> 'Schema', n.schema),
                   coalesce(c.node ->> 'Relation Name', n.node ->> 'Relation Name', n.relation)
            FROM nodes n
            CROSS JOIN pg_catalog.jsonb_array_elements(n.node -> 'Plans') WITH ORDINALITY c (node, place)
        )
        SELECT pg_catalog.cardinality(n.path) AS depth, n.node ->> 'Node Type' AS type, n.limited,
               pg_catalog.quote_ident(t.schema) || '.' || pg_catalog.quote_ident(t.relation) AS relation,
               (SELECT pg_catalog.format('%I.%I', rn.nspname, r.relname) FROM pg_catalog.pg_class r
                JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
                WHERE r.oid = coalesce(CASE WHEN c.relispartition THEN pg_catalog.pg_partition_root(c.oid) END, c.oid)) AS root,
               i.relname AS index,
               (SELECT r.relname FROM pg_catalog.pg_class r
                WHERE r.oid = coalesce(CASE WHEN i.relispartition THEN pg_catalog.pg_partition_root(i.oid) END, i.oid)) AS index_root,
               m.amname AS method, pg_catalog.pg_get_indexdef(i.oid, 1, false) AS leading, x.indpred IS NOT NULL AS partial,
               coalesce(n.node ->> 'Index Cond', '') AS condition, coalesce(n.node ->> 'Filter', '') AS filter,
               (n.node ->> 'Total Cost')::float8 AS cost
        FROM nodes n
        CROSS JOIN LATERAL (
            SELECT coalesce(n.node ->> 'Schema', CASE WHEN n.node ? 'Index Name' THEN n.schema END) AS schema,
                   coalesce(n.node ->> 'Relation Name', CASE WHEN n.node ? 'Index Name' THEN n.relation END) AS relation) t
        LEFT JOIN pg_catalog.pg_namespace s ON s.nspname = t.schema
        LEFT JOIN pg_catalog.pg_class c ON c.relnamespace = s.oid AND c.relname = t.relation
        LEFT JOIN pg_catalog.pg_class i ON i.relnamespace = s.oid AND i.relname = n.node ->> 'Index Name'
        LEFT JOIN pg_catalog.pg_index x ON x.indexrelid = i.oid
        LEFT JOIN pg_catalog.pg_am m ON m.oid = i.relam
        ORDER BY n.path
        """.replace("node ? ", "node ?? ");

    private final Connection connection;
    private final Query query;

    private QueryPlanner(Connection connection, Query query) {
        this.connection = connection;
        this.query = query;
    }

    /**
     * The plan of a query.
     *
     * @param settings of the planner, as the target has them
     * @throws SQLException of state 42501 when rows have to be simulated and the role is no superuser
     */
    public static Planned plan(Connection connection, Query query, Map<String, String> settings) throws SQLException {
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            set(connection, setting.getKey(), setting.getValue());
        }
        // Costs of parallel plans depend on how many workers a server allows.
        set(connection, "max_parallel_workers_per_gather", "0");
        set(connection, "jit", "off");
        set(connection, "plan_cache_mode", query.arguments().isPresent() ? "force_custom_plan" : "force_generic_plan");
        for (String statement : query.given()) {
            Sql.script(connection, statement);
        }
        return new QueryPlanner(connection, query).plan();
    }

    private Planned plan() throws SQLException {
        if (query.simulated()) {
            Set<String> tables = new LinkedHashSet<>();
            nodes().forEach(node -> node.relation().ifPresent(tables::add));
            Simulation.of(connection, tables, query.rows());
        }
        List<PlanNode> usual = nodes();
        for (String way : List.of("enable_indexscan", "enable_indexonlyscan", "enable_bitmapscan")) {
            set(connection, way, "off");
        }
        return new Planned(usual, nodes().get(0).cost());
    }

    private List<PlanNode> nodes() throws SQLException {
        String json = explained();
        if (REMOVED.matcher(json).find()) {
            // Whoever explains a plan for all values must give some, and these chose among the partitions.
            set(connection, "enable_partition_pruning", "off");
            json = explained();
        }
        return Sql.list(connection, NODES, QueryPlanner::node, json);
    }

    /** Prepared anew each time: a plan that is kept does not heed settings. */
    private String explained() throws SQLException {
        Sql.script(connection, "PREPARE " + NAME + types() + " AS " + query.sql());
        String json = String.join(
                "\n",
                Sql.list(
                        connection,
                        "EXPLAIN (VERBOSE, FORMAT JSON) EXECUTE " + NAME + values(),
                        row -> row.getString(1)));
        Sql.script(connection, "DEALLOCATE " + NAME);
        return json;
    }

    private static PlanNode node(ResultSet row) throws SQLException {
        Optional<PlanIndex> index = row.getString("index") == null
                ? Optional.empty()
                : Optional.of(new PlanIndex(
                        row.getString("index"),
                        row.getString("index_root"),
                        row.getString("method"),
                        row.getString("leading"),
                        row.getBoolean("partial")));
        Optional<String> root = Optional.ofNullable(row.getString("root"));
        return new PlanNode(
                row.getInt("depth"),
                row.getString("type"),
                root.isEmpty() ? Optional.empty() : Optional.of(row.getString("relation")),
                root,
                row.getBoolean("limited"),
                index,
                row.getString("condition"),
                row.getString("filter"),
                row.getDouble("cost"));
    }

    private String types() {
        return query.types().isEmpty() ? "" : " (" + String.join(", ", query.types()) + ")";
    }

    /** A plan for all values does not look at these. */
    private String values() {
        List<String> values = query.arguments().isPresent()
                ? query.arguments().get().stream().map(Identifier::literal).toList()
                : IntStream.range(0, parameters()).mapToObj(i -> "NULL").toList();
        return values.isEmpty() ? "" : values.stream().collect(Collectors.joining(", ", " (", ")"));
    }

    private int parameters() {
        List<Integer> numbers = new ArrayList<>(List.of(query.types().size()));
        PARAMETER
                .matcher(query.sql().replaceAll("'(?:[^']|'')*'", ""))
                .results()
                .forEach(match -> numbers.add(Integer.valueOf(match.group(1))));
        return numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Unknown here is what the other server has not; that is no reason to fail. */
    private static void set(Connection connection, String name, String value) throws SQLException {
        Sql.list(
                connection,
                "SELECT pg_catalog.set_config(name, ?, true) FROM pg_catalog.pg_settings WHERE name = ?",
                row -> 0,
                value,
                name);
    }
}
