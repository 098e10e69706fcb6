-- title: what an interrupted REINDEX CONCURRENTLY left
-- severity: error
-- why: the new or the old copy of an index stays as *_ccnew or *_ccold: no query uses it, and writes may still maintain it
-- do: DROP INDEX CONCURRENTLY; of a *_ccnew the original is still there, of a *_ccold its successor is
SELECT n.nspname AS schema, t.relname AS relation,
       pg_catalog.format('%I.%I', n.nspname, c.relname) AS object,
       'is left from REINDEX CONCURRENTLY of ' || pg_catalog.format('%I.%I', n.nspname, t.relname) AS message
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE (n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' OR n.nspname = 'pg_toast')
  AND c.relname ~ '_cc(new|old)[0-9]*$'
  -- A valid index may be called so by its owner.
  AND NOT (i.indisvalid AND i.indisready AND i.indislive)
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index p
                  WHERE p.datname = pg_catalog.current_database() AND p.relid = i.indrelid)
ORDER BY 3
