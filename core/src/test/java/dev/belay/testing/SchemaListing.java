package dev.belay.testing;

import java.util.List;

/** Everything that a migration can make, as the server prints it: two equal listings are the same schema. */
public final class SchemaListing {
    private static final String EVERYTHING = """
            WITH spaces AS (
                SELECT oid, nspname FROM pg_namespace
                WHERE nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('information_schema', 'belay')
            ), member AS (
                SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
            )
            SELECT 'schema ' || nspname FROM spaces
            UNION ALL
            SELECT 'extension ' || extname FROM pg_extension
            UNION ALL
            SELECT c.relkind::text || ' ' || s.nspname || '.' || c.relname
                   || CASE WHEN c.relkind IN ('v', 'm') THEN ' ' || pg_get_viewdef(c.oid) ELSE '' END
            FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace
            WHERE c.relkind <> 'i' AND NOT EXISTS (SELECT FROM member WHERE objid = c.oid)
            UNION ALL
            SELECT 'column ' || s.nspname || '.' || c.relname || '.' || a.attname || ' '
                   || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' || a.attidentity::text || ' '
                   || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN spaces s ON s.oid = c.relnamespace
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm')
            UNION ALL
            SELECT 'index ' || pg_get_indexdef(i.indexrelid) || ' ' || i.indisvalid
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN spaces s ON s.oid = c.relnamespace
            UNION ALL
            SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(o.oid)
            FROM pg_constraint o JOIN spaces s ON s.oid = o.connamespace
            UNION ALL
            SELECT 'trigger ' || pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text
            FROM pg_trigger t WHERE NOT t.tgisinternal
            UNION ALL
            SELECT 'function ' || pg_get_functiondef(p.oid)
            FROM pg_proc p JOIN spaces s ON s.oid = p.pronamespace
            WHERE p.prokind IN ('f', 'p') AND NOT EXISTS (SELECT FROM member WHERE objid = p.oid)
            UNION ALL
            SELECT 'type ' || s.nspname || '.' || t.typname || ' '
                   || coalesce((SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder)
                                FROM pg_enum WHERE enumtypid = t.oid), '')
            FROM pg_type t JOIN spaces s ON s.oid = t.typnamespace
            WHERE t.typtype IN ('e', 'd', 'r') AND NOT EXISTS (SELECT FROM member WHERE objid = t.oid)
            UNION ALL
            SELECT 'comment ' || objoid::regclass || '.' || objsubid || ' ' || description
            FROM pg_description WHERE classoid = 'pg_class'::regclass
              AND objoid IN (SELECT c.oid FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace)
            ORDER BY 1
            """;

    private SchemaListing() {}

    /** All but Belay's own schema and the tables named here, with what belongs to them. */
    public static List<String> of(TestDatabase database, String... without) {
        return database.query(EVERYTHING).stream()
                .filter(line -> {
                    for (String name : without) {
                        if (line.contains(name)) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
    }
}
