-- title: a table that was never analyzed
-- severity: warning
-- why: the planner guesses how many rows there are and what is in them; a restore leaves tables so, and autovacuum never
--   analyzes a partitioned table as a whole
-- do: ANALYZE it
WITH sizes AS (
    SELECT c.oid, c.relnamespace, c.relname, c.relkind,
           CASE WHEN c.relkind = 'p'
                THEN (SELECT coalesce(sum(pg_catalog.pg_relation_size(l.relid)), 0)
                      FROM pg_catalog.pg_partition_tree(c.oid) l WHERE l.isleaf)
                ELSE pg_catalog.pg_relation_size(c.oid) END AS bytes
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'm', 'p') AND NOT (c.relkind = 'p' AND c.relispartition)
      AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
)
SELECT n.nspname AS schema, c.relname AS relation, pg_catalog.format('%I.%I', n.nspname, c.relname) AS object,
       CASE c.relkind WHEN 'p' THEN 'info' ELSE 'warning' END AS severity,
       pg_catalog.format('has %s and was never analyzed', pg_catalog.pg_size_pretty(c.bytes)) AS message,
       pg_catalog.format('ANALYZE %I.%I', n.nspname, c.relname) AS hint
FROM sizes c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_stat_all_tables s ON s.relid = c.oid
WHERE s.last_analyze IS NULL AND s.last_autoanalyze IS NULL
  -- Up to ten pages the planner's guess is good enough.
  AND c.bytes > 10 * pg_catalog.current_setting('block_size')::bigint
  -- When the counters were reset the statistics are still there.
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_stats p
                  WHERE p.schemaname = n.nspname AND p.tablename = c.relname AND (c.relkind <> 'p' OR p.inherited))
ORDER BY 3
