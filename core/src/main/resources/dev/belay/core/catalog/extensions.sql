-- Extensions. "plpgsql" is in every new database; whoever dropped it and made it anew has it all the same.
SELECT 'EXTENSION' AS type, e.tableoid AS catalog, e.oid, '' AS schema, e.extname AS name,
       n.nspname AS installed_in, e.extversion AS version
FROM pg_catalog.pg_extension e
JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
WHERE e.oid >= 16384 AND e.extname <> 'plpgsql'
