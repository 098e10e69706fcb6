-- title: a column or an expression of which the planner knows nothing
-- severity: warning
-- why: a column that was added, or an index on an expression that was built, after the last ANALYZE has no statistics: the
--   planner guesses that half a percent of the rows match
-- do: ANALYZE the table
WITH analyzed AS (
    SELECT c.oid, n.nspname, c.relname, pg_catalog.has_table_privilege(c.oid, 'SELECT') AS seen
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_stat_all_tables s ON s.relid = c.oid
    WHERE c.relkind IN ('r', 'm') AND c.reltuples > 100 AND (s.last_analyze IS NOT NULL OR s.last_autoanalyze IS NOT NULL)
      AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
), known AS MATERIALIZED (
    SELECT DISTINCT schemaname, tablename, attname FROM pg_catalog.pg_stats
)
SELECT t.nspname AS schema, t.relname AS relation, pg_catalog.format('%I.%I.%I', t.nspname, t.relname, a.attname) AS object,
       'has no statistics, and its table was analyzed' AS message,
       pg_catalog.format('ANALYZE %I.%I', t.nspname, t.relname) AS hint, NULL AS missing_grant
FROM analyzed t
JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
                              -- ANALYZE leaves out what it was told to, and what is computed when it is read.
                              AND coalesce(a.attstattarget, -1) <> 0 AND a.attgenerated <> 'v'
LEFT JOIN known k ON k.schemaname = t.nspname AND k.tablename = t.relname AND k.attname = a.attname
WHERE t.seen AND k.attname IS NULL
UNION ALL
SELECT t.nspname, t.relname, pg_catalog.format('%I.%I', t.nspname, c.relname),
       CASE WHEN pg_catalog.has_table_privilege(c.oid, 'SELECT') THEN 'has no statistics for its expression'
            ELSE 'this role may not read the statistics of an index' END,
       pg_catalog.format('ANALYZE %I.%I', t.nspname, t.relname),
       CASE WHEN NOT pg_catalog.has_table_privilege(c.oid, 'SELECT')
            THEN pg_catalog.format('GRANT pg_read_all_data TO %I', CURRENT_USER) END
FROM analyzed t
JOIN pg_catalog.pg_index i ON i.indrelid = t.oid AND i.indexprs IS NOT NULL AND i.indisvalid
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
LEFT JOIN known k ON k.schemaname = t.nspname AND k.tablename = c.relname
WHERE k.attname IS NULL
UNION ALL
SELECT t.nspname, t.relname, pg_catalog.format('%I.%I', t.nspname, t.relname), 'this role may not read it', NULL,
       pg_catalog.format('GRANT SELECT ON %I.%I TO %I', t.nspname, t.relname, CURRENT_USER)
FROM analyzed t
WHERE NOT t.seen
ORDER BY 3
