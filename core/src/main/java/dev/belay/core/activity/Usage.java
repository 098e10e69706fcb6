package dev.belay.core.activity;

import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How big tables and indexes are, and how much they are used, by the server's own statistics. */
public final class Usage {
    private static final String INDEXES = """
        SELECT s.schemaname || '.' || s.indexrelname AS name, s.schemaname || '.' || s.relname AS relation,
          s.idx_scan AS scans, pg_catalog.pg_relation_size(s.indexrelid) AS bytes, i.indisvalid AS valid,
          i.indisunique AS is_unique
        FROM pg_catalog.pg_stat_user_indexes s JOIN pg_catalog.pg_index i USING (indexrelid)
        ORDER BY 4 DESC, 1
        """;

    private static final String TABLES = """
        SELECT s.schemaname || '.' || s.relname AS name, pg_catalog.pg_total_relation_size(s.relid) AS bytes,
          s.n_live_tup AS live, s.n_dead_tup AS dead, s.seq_scan AS sequential, coalesce(s.idx_scan, 0) AS by_index
        FROM pg_catalog.pg_stat_user_tables s ORDER BY 2 DESC, 1
        """;

    private Usage() {}

    /** An index. */
    public record Index(String name, String table, long scans, long bytes, boolean valid, boolean unique) {}

    /** A table with its indexes and large values. */
    public record Table(String name, long bytes, long rows, long deadRows, long sequentialScans, long indexScans) {}

    /** The biggest first. */
    public static List<Index> indexes(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                INDEXES,
                row -> new Index(
                        row.getString("name"),
                        row.getString("relation"),
                        row.getLong("scans"),
                        row.getLong("bytes"),
                        row.getBoolean("valid"),
                        row.getBoolean("is_unique")));
    }

    /** The biggest first. */
    public static List<Table> tables(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                TABLES,
                row -> new Table(
                        row.getString("name"),
                        row.getLong("bytes"),
                        row.getLong("live"),
                        row.getLong("dead"),
                        row.getLong("sequential"),
                        row.getLong("by_index")));
    }
}
