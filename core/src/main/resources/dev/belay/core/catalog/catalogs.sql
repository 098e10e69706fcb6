-- The server's own tables whose rows are objects.
SELECT c.relname AS name, pg_catalog.has_table_privilege(c.oid, 'SELECT') AS readable
FROM pg_catalog.pg_class c
WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r'
  AND EXISTS (SELECT FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = c.oid AND a.attname = 'oid' AND a.atttypid = 'pg_catalog.oid'::regtype)
ORDER BY 1
