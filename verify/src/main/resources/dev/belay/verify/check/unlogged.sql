-- title: a table that a crash empties
-- severity: warning
-- why: an unlogged table is empty after a crash, and on every replica always; it is often left from a fast load
-- do: ALTER TABLE … SET LOGGED, which rewrites it; or accept it by name
SELECT n.nspname AS schema, t.relname AS relation, pg_catalog.format('%I.%I', n.nspname, t.relname) AS object,
       'is unlogged' AS message,
       pg_catalog.format('ALTER TABLE %I.%I SET LOGGED', n.nspname, t.relname) AS hint
FROM pg_catalog.pg_class t
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
WHERE t.relkind IN ('r', 'p') AND t.relpersistence = 'u' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY 3
