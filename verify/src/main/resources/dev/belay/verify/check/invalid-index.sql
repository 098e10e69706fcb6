-- title: an index that the server does not trust
-- severity: error
-- why: a concurrent build or drop that failed leaves its index invalid: no query uses it, every write still pays for it,
--   a unique one promises nothing, and CREATE INDEX IF NOT EXISTS is content with it
-- do: REINDEX INDEX CONCURRENTLY repairs it; or DROP INDEX CONCURRENTLY, and build it again
SELECT n.nspname AS schema, t.relname AS relation,
       pg_catalog.format('%I.%I', n.nspname, c.relname) AS object,
       CASE WHEN c.relkind = 'I' THEN 'is not on every partition of ' || pg_catalog.format('%I.%I', n.nspname, t.relname)
            WHEN NOT i.indislive THEN 'is left from a drop that did not end; writes no longer maintain it'
            WHEN NOT i.indisready THEN 'is invalid: its build did not end, and writes do not maintain it'
            ELSE 'is invalid: no query uses it, and writes maintain it' END AS message,
       CASE WHEN c.relkind = 'I' THEN 'create it on the partitions that lack it, and ALTER INDEX … ATTACH PARTITION' END AS hint
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT (i.indisvalid AND i.indisready AND i.indislive)
  -- What REINDEX CONCURRENTLY left is concurrent-leftover's.
  AND c.relname !~ '_cc(new|old)[0-9]*$'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index p
                  WHERE p.datname = pg_catalog.current_database() AND p.index_relid = i.indexrelid)
ORDER BY 3
