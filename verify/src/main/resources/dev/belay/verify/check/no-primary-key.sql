-- title: a table without a primary key
-- severity: warning
-- why: nothing tells its rows apart: duplicates stay, logical replication cannot update it, and no tool can compare it
-- do: add one: CREATE UNIQUE INDEX CONCURRENTLY, then ALTER TABLE … ADD PRIMARY KEY USING INDEX
SELECT n.nspname AS schema, t.relname AS relation, pg_catalog.format('%I.%I', n.nspname, t.relname) AS object,
       'has no primary key' AS message
FROM pg_catalog.pg_class t
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
WHERE t.relkind IN ('r', 'p') AND t.relpersistence <> 't' AND NOT t.relispartition
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = t.oid AND i.indisprimary)
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = t.oid AND d.deptype = 'e')
ORDER BY 3
