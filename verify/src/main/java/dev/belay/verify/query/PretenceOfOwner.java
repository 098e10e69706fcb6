package dev.belay.verify.query;

import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Does it as the owner of the tables may: with DDL, and with the functions that PostgreSQL 18 has for statistics. */
final class PretenceOfOwner implements Pretence {
    /**
     * A row without columns meets no constraint and fires nothing: its page stays when it is rolled back, with all that was
     * taken away to let it in.
     */
    private static final String BARE = """
        WITH t AS (SELECT c.*, pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
                   FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = ?)
        SELECT statement FROM (
            SELECT 1 AS step, 0 AS place, pg_catalog.format('GRANT INSERT ON %s TO CURRENT_USER', name) AS statement FROM t
            UNION ALL
            SELECT 2, i.inhseqno,
                   pg_catalog.format(CASE WHEN t.relispartition THEN 'ALTER TABLE %2$I.%3$I DETACH PARTITION %1$s'
                                          ELSE 'ALTER TABLE %1$s NO INHERIT %2$I.%3$I' END, t.name, n.nspname, p.relname)
            FROM t JOIN pg_catalog.pg_inherits i ON i.inhrelid = t.oid
            JOIN pg_catalog.pg_class p ON p.oid = i.inhparent JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace
            UNION ALL
            SELECT 3, 0, pg_catalog.format('ALTER TABLE %s NOT OF', name) FROM t WHERE reloftype <> 0
            UNION ALL
            SELECT 4, 0, pg_catalog.format('ALTER TABLE %s DISABLE TRIGGER USER, DISABLE ROW LEVEL SECURITY', name) FROM t
            UNION ALL
            SELECT 5, 0, pg_catalog.format('ALTER TABLE %s DISABLE RULE %I', t.name, r.rulename)
            FROM t JOIN pg_catalog.pg_rewrite r ON r.ev_class = t.oid
            UNION ALL
            SELECT 6, 0, pg_catalog.format('ALTER TABLE ONLY %s DROP CONSTRAINT %I CASCADE', t.name, o.conname)
            FROM t JOIN pg_catalog.pg_constraint o ON o.conrelid = t.oid AND o.contype = 'c'
            UNION ALL
            SELECT 7, a.attnum, pg_catalog.format('ALTER TABLE ONLY %s DROP COLUMN IF EXISTS %I CASCADE', t.name, a.attname)
            FROM t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
            UNION ALL
            SELECT 8, 0, pg_catalog.format('INSERT INTO %s DEFAULT VALUES', name) FROM t) bare
        ORDER BY step, place
        """;

    /** Of the table and of its indexes. */
    private static final String ROWS = """
        SELECT pg_catalog.pg_restore_relation_stats('schemaname', n.nspname::text, 'relname', c.relname::text,
                   'relpages', 1, 'reltuples', %1$s::real, 'relallvisible', 1)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid = %2$s OR c.oid IN (SELECT indexrelid FROM pg_catalog.pg_index WHERE indrelid = %2$s);
        SELECT pg_catalog.pg_clear_attribute_stats(s.schemaname::text, s.tablename::text, s.attname::text, s.inherited)
        FROM pg_catalog.pg_stats s
        WHERE pg_catalog.format('%%I.%%I', s.schemaname, s.tablename)::regclass = %2$s::regclass
        """;

    @Override
    public void page(Connection connection, Simulation.Target table) throws SQLException {
        if (table.materialized()) {
            throw new SQLException(
                    "nobody but a superuser can make the materialized view " + table.name() + " look full",
                    Simulation.DENIED);
        }
        List<String> statements = Sql.list(connection, BARE, row -> row.getString(1), table.oid());
        Sql.script(
                connection,
                "SAVEPOINT belay_page; " + String.join("; ", statements) + "; ROLLBACK TO SAVEPOINT belay_page");
    }

    @Override
    public void rows(Connection connection, Simulation.Target table, long number) throws SQLException {
        Sql.script(connection, ROWS.formatted(number, table.oid()));
    }
}
