package dev.belay.verify.usage;

import dev.belay.core.db.Database;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import dev.belay.core.db.SqlTrouble;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the counters of a database, one query for each kind. Needs no privilege but to connect. */
public final class UsageReader {
    /** What resets the counters of all databases at once is a crash. */
    private static final String BEGAN = """
        SELECT pg_catalog.now() AS now, greatest(d.stats_reset, least(b.stats_reset, a.stats_reset)) AS began
        FROM pg_catalog.pg_stat_database d, pg_catalog.pg_stat_bgwriter b, pg_catalog.pg_stat_archiver a
        WHERE d.datname = pg_catalog.current_database()
        """;

    private static final String INDEXES = """
        SELECT pg_catalog.format('%I.%I', s.schemaname, s.indexrelname) AS name,
               (SELECT pg_catalog.format('%I.%I', rn.nspname, r.relname) FROM pg_catalog.pg_class r
                JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
                WHERE r.oid = coalesce(CASE WHEN c.relispartition THEN pg_catalog.pg_partition_root(c.oid) END, c.oid)) AS root,
               s.schemaname AS schema, s.relname AS table, s.idx_scan AS scans, s.idx_tup_read AS tuples,
               (pg_catalog.to_jsonb(s) ->> 'last_idx_scan')::timestamptz AS last,
               coalesce(pg_catalog.pg_relation_size(s.indexrelid), 0) AS bytes,
               i.indisvalid AND i.indisready AND i.indislive AS valid,
               i.indisunique OR i.indisexclusion OR i.indisreplident
                   OR EXISTS (SELECT FROM pg_catalog.pg_constraint o WHERE o.conindid = s.indexrelid) AS enforces,
               pg_catalog.pg_get_indexdef(s.indexrelid) AS definition
        FROM pg_catalog.pg_stat_user_indexes s
        JOIN pg_catalog.pg_index i ON i.indexrelid = s.indexrelid
        JOIN pg_catalog.pg_class c ON c.oid = s.indexrelid
        WHERE s.schemaname !~ '^pg_'
        """;

    private static final String TABLES = """
        SELECT pg_catalog.format('%I.%I', s.schemaname, s.relname) AS name, s.schemaname AS schema, s.relname AS table,
               greatest(c.reltuples, 0)::bigint AS rows, coalesce(pg_catalog.pg_total_relation_size(s.relid), 0) AS bytes,
               coalesce(pg_catalog.pg_indexes_size(s.relid), 0) AS index_bytes, s.seq_scan AS sequential,
               coalesce(s.idx_scan, 0) AS indexed, greatest(s.last_analyze, s.last_autoanalyze) AS analyzed
        FROM pg_catalog.pg_stat_user_tables s
        JOIN pg_catalog.pg_class c ON c.oid = s.relid
        WHERE s.schemaname !~ '^pg_'
        ORDER BY bytes DESC, name
        """;

    /** An extension that was never updated since PostgreSQL 12 has the older name of the column. */
    private static final String EXTENSION = """
        SELECT pg_catalog.format('%I.pg_stat_statements', n.nspname) AS view, a.attname AS time
        FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
        JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = 'pg_stat_statements'
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('total_exec_time', 'total_time')
        WHERE e.extname = 'pg_stat_statements'
        """;

    private static final int QUERIES = 20;

    private UsageReader() {}

    /** Everything. */
    public static Usage of(Database database) {
        try (Connection connection = database.forReading().connect()) {
            return of(connection);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** The same in a session of the caller's. */
    public static Usage of(Connection connection) throws SQLException {
        record Counters(Instant now, Optional<Instant> began) {}
        Counters counters =
                Sql.one(connection, BEGAN, row -> new Counters(time(row, "now").orElseThrow(), time(row, "began")));
        List<IndexUse> indexes = Sql.list(connection, INDEXES, UsageReader::index);
        List<TableUse> tables = Sql.list(connection, TABLES, UsageReader::table);
        Optional<Statements> statements =
                Sql.first(connection, EXTENSION, row -> new Statements(row.getString("view"), row.getString("time")));
        if (statements.isEmpty()) {
            return new Usage(
                    counters.now(),
                    counters.began(),
                    Optional.empty(),
                    indexes,
                    tables,
                    List.of(),
                    "pg_stat_statements is not installed here");
        }
        try {
            return new Usage(
                    counters.now(),
                    counters.began(),
                    Optional.empty(),
                    indexes,
                    tables,
                    slow(connection, statements.get()),
                    "");
        } catch (SQLException e) {
            return new Usage(
                    counters.now(),
                    counters.began(),
                    Optional.empty(),
                    indexes,
                    tables,
                    List.of(),
                    SqlError.of(e).toString());
        }
    }

    /** The view of the extension, and its column of the time that queries took. */
    private record Statements(String view, String time) {}

    private static List<SlowQuery> slow(Connection connection, Statements statements) throws SQLException {
        return Sql.list(
                connection,
                "SELECT s.query, s.calls, s." + statements.time() + " AS ms, s.rows FROM " + statements.view()
                        + " s WHERE s.dbid ="
                        + " (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())"
                        + " AND s.query IS NOT NULL ORDER BY ms DESC LIMIT " + QUERIES,
                row -> new SlowQuery(
                        row.getString("query"), row.getLong("calls"), row.getDouble("ms"), row.getLong("rows")));
    }

    private static IndexUse index(ResultSet row) throws SQLException {
        String definition = row.getString("definition");
        int using = definition.indexOf(" USING ");
        return new IndexUse(
                row.getString("name"),
                row.getString("root"),
                row.getString("schema"),
                row.getString("table"),
                row.getLong("scans"),
                OptionalLong.empty(),
                time(row, "last"),
                row.getLong("tuples"),
                row.getLong("bytes"),
                row.getBoolean("valid"),
                row.getBoolean("enforces"),
                using < 0 ? definition : definition.substring(using + " USING ".length()));
    }

    private static TableUse table(ResultSet row) throws SQLException {
        return new TableUse(
                row.getString("name"),
                row.getString("schema"),
                row.getString("table"),
                row.getLong("rows"),
                row.getLong("bytes"),
                row.getLong("index_bytes"),
                row.getLong("sequential"),
                row.getLong("indexed"),
                time(row, "analyzed"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
