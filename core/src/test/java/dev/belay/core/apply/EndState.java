package dev.belay.core.apply;

import dev.belay.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;

/** Everything that a run leaves in a database, as lines that can be compared with those of another database. */
final class EndState {
    private static final String CATALOG = """
            SELECT 'column ' || c.oid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                   || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
                   || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') AS line
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relnamespace = 'public'::regnamespace
            UNION ALL
            SELECT 'index ' || pg_get_indexdef(i.indexrelid)
                   || concat(' valid ', i.indisvalid, ' ready ', i.indisready, ' live ', i.indislive)
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            WHERE c.relnamespace = 'public'::regnamespace OR NOT i.indisvalid
            UNION ALL
            SELECT 'partition ' || inhrelid::regclass || ' of ' || inhparent::regclass
                   || concat(' detaching ', inhdetachpending)
            FROM pg_inherits
            UNION ALL
            SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
            FROM pg_constraint WHERE connamespace = 'public'::regnamespace
            UNION ALL
            SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
            UNION ALL
            SELECT 'history ' || version || ' ' || checksum FROM schema_migrations
            UNION ALL
            SELECT 'journal ' || version || ' ' || event || ' ' || count(*) FROM belay.journal
            WHERE event IN ('step_applied', 'step_reverted') GROUP BY version, event
            UNION ALL
            SELECT 'lock ' || classid || ' ' || objid FROM pg_locks
            WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            ORDER BY line
            """;

    private EndState() {}

    static List<String> of(TestDatabase database) {
        List<String> lines = new ArrayList<>(database.query(CATALOG));
        for (String table : database.tables()) {
            if (!table.startsWith("belay.") && !table.equals("public.schema_migrations")) {
                lines.addAll(
                        database.query("SELECT 'row of " + table + " ' || t::text FROM " + table + " t ORDER BY 1"));
            }
        }
        return List.copyOf(lines);
    }
}
