package dev.belay.verify.content;

import dev.belay.core.content.ContentHash;
import dev.belay.core.content.RawBytes;
import dev.belay.core.content.RowFormat;
import dev.belay.core.content.SessionSettings;
import dev.belay.core.db.CopiedRows;
import dev.belay.core.db.Database;
import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.PGConnection;

/** One of the two databases, in one snapshot, with one session. */
final class Side implements AutoCloseable {
    /** A key is one whose columns are never null, and that is checked at once. */
    private static final String TABLES = """
        SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name, n.nspname AS schema, c.relname AS table,
               ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
                     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                     ORDER BY a.attnum) AS columns,
               coalesce((SELECT ARRAY(SELECT a.attname::text FROM pg_catalog.unnest((i.indkey::int2[])[0:i.indnkeyatts - 1])
                                          WITH ORDINALITY k (attnum, place)
                                      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
                                      ORDER BY k.place)
                         FROM pg_catalog.pg_index i
                         WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indimmediate
                           AND i.indpred IS NULL AND i.indexprs IS NULL
                           AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a
                                           WHERE a.attrelid = c.oid AND a.attnum = ANY (i.indkey::int2[])
                                             AND (NOT a.attnotnull OR a.attgenerated <> ''))
                         ORDER BY i.indisprimary DESC, i.indnkeyatts, i.indexrelid LIMIT 1), '{}') AS key,
               coalesce(pg_catalog.pg_relation_size(c.oid), 0) AS bytes,
               pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                   AND (pg_catalog.has_table_privilege(c.oid, 'SELECT')
                        OR NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a
                                       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                                         AND NOT pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')))
                   AND NOT pg_catalog.row_security_active(c.oid) AS readable
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                          WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
                            AND d.deptype = 'e')
        ORDER BY 1
        """;

    /** After how many bytes it tells what it has read. */
    private static final long OFTEN = 1 << 20;

    private final Connection connection;

    private Side(Connection connection) {
        this.connection = connection;
    }

    static Side open(Database database) throws SQLException {
        Connection connection = database.forReading().connect();
        try {
            SessionSettings.set(connection);
            connection.setAutoCommit(false);
            Sql.script(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            return new Side(connection);
        } catch (SQLException | RuntimeException e) {
            Sql.attempt(connection::close, e);
            throw e;
        }
    }

    /** By their names in SQL. */
    Map<String, ContentTable> tables(TableChoice choice) throws SQLException {
        Map<String, ContentTable> tables = new TreeMap<>();
        Sql.list(connection, TABLES, row -> {
            if (choice.wants(row.getString("schema"), row.getString("table"))) {
                String name = row.getString("name");
                tables.put(
                        name,
                        new ContentTable(
                                name,
                                List.of((String[]) row.getArray("columns").getArray()),
                                List.of((String[]) row.getArray("key").getArray()),
                                row.getLong("bytes"),
                                row.getBoolean("readable")));
            }
            return 0;
        });
        return tables;
    }

    ContentHash hash(String table, List<String> columns, ContentListener listener) throws SQLException {
        ContentHash hash = new ContentHash();
        long[] told = {0, 0};
        rows(ContentTable.copy(table, columns), (row, length) -> {
            hash.row(row, 0, length);
            told[0] += row.length;
            if (told[0] >= OFTEN) {
                listener.read(told[0], hash.rows() - told[1]);
                told[0] = 0;
                told[1] = hash.rows();
            }
        });
        listener.read(told[0], hash.rows() - told[1]);
        return hash;
    }

    /** Each row as COPY writes it; {@code length} is without its line end. */
    interface RowSink {
        void row(byte[] row, int length);
    }

    void rows(String copy, RowSink sink) throws SQLException {
        String options = RawBytes.options(connection, RowFormat.TEXT);
        CopiedRows.read(connection, copy + options, row -> sink.row(row, row.length - 1));
    }

    /** Stops what it does, from another thread. */
    void cancel() {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException ignored) {
            // It will end by itself.
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
