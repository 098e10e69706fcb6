package dev.belay.backup.data;

import dev.belay.core.db.Sql;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Finds the tables that have rows to be copied, with one query. */
public final class Relations {
    /**
     * A hash of an enum's value is a hash of its OID, so that rows fall into other partitions elsewhere. Enums may be within
     * arrays, rows and ranges: their operator classes are for types of any kind, and what is in one is not looked for.
     */
    private static final String QUERY = """
            WITH RECURSIVE unsafe (oid) AS (
                SELECT p.partrelid FROM pg_catalog.pg_partitioned_table p
                WHERE p.partstrat = 'h' AND EXISTS (
                    SELECT FROM pg_catalog.pg_opclass o JOIN pg_catalog.pg_type t ON t.oid = o.opcintype
                    WHERE o.oid = ANY (p.partclass) AND t.typtype = 'p')
            ), below (oid, root) AS (
                SELECT c.oid, c.oid FROM pg_catalog.pg_class c
                WHERE c.relkind = 'p' AND NOT c.relispartition
                UNION ALL
                SELECT i.inhrelid, b.root FROM below b JOIN pg_catalog.pg_inherits i ON i.inhparent = b.oid
                JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid AND c.relispartition
            ), tainted (oid) AS (
                SELECT u.oid FROM unsafe u
                UNION
                SELECT i.inhrelid FROM tainted t JOIN pg_catalog.pg_inherits i ON i.inhparent = t.oid
                JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid AND c.relispartition
            )
            SELECT c.oid, n.nspname AS schema, c.relname AS name, pg_catalog.pg_get_userbyid(c.relowner) AS owner,
                   coalesce((SELECT pg_catalog.array_agg(a.attname::text ORDER BY a.attnum)
                             FROM pg_catalog.pg_attribute a
                             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                               AND a.attgenerated = ''), '{}') AS columns,
                   coalesce(pg_catalog.pg_relation_size(c.oid), 0) AS bytes,
                   coalesce(pg_catalog.pg_relation_size(c.reltoastrelid), 0) AS toast,
                   pg_catalog.current_setting('block_size')::bigint AS page,
                   c.relam = 2 AS heap, c.relpersistence = 'u' AS unlogged,
                   pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                       AND pg_catalog.has_table_privilege(c.oid, 'SELECT') AS readable,
                   r.oid::regclass::text AS root,
                   coalesce(config.condition, '') AS condition, e.extname AS extension
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
                  AND d.objsubid = 0 AND d.deptype = 'e'
            LEFT JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
            LEFT JOIN LATERAL ROWS FROM (pg_catalog.unnest(e.extconfig), pg_catalog.unnest(e.extcondition))
                  AS config (oid, condition) ON config.oid = c.oid
            LEFT JOIN tainted t ON t.oid = c.oid
            LEFT JOIN below b ON b.oid = t.oid
            LEFT JOIN pg_catalog.pg_class r ON r.oid = b.root
            WHERE c.relkind = 'r' AND c.relpersistence <> 't'
              AND (e.oid IS NULL AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                   OR config.oid IS NOT NULL)
            ORDER BY n.nspname, c.relname
            """;

    private Relations() {}

    /** In the snapshot of an open transaction. */
    public static List<Relation> read(Connection connection) throws SQLException {
        return Sql.list(connection, QUERY, Relations::map);
    }

    private static Relation map(ResultSet row) throws SQLException {
        long bytes = row.getLong("bytes");
        return new Relation(
                row.getLong("oid"),
                row.getString("schema"),
                row.getString("name"),
                row.getString("owner"),
                List.of(texts(row.getArray("columns"))),
                bytes / row.getLong("page"),
                bytes + row.getLong("toast"),
                row.getBoolean("heap"),
                row.getBoolean("unlogged"),
                row.getBoolean("readable"),
                Optional.ofNullable(row.getString("root")),
                row.getString("condition"),
                Optional.ofNullable(row.getString("extension")));
    }

    private static String[] texts(Array array) throws SQLException {
        return (String[]) array.getArray();
    }
}
