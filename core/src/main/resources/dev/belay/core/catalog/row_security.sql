-- Tables with row security. No catalog lists it apart from the table: its handle is the table's in catalog 0.
SELECT 'ROW_SECURITY' AS type, 0 AS catalog, t.oid, n.nspname AS schema, t.relname AS name, t.oid AS of_table,
       t.relrowsecurity AS enabled, t.relforcerowsecurity AS forced
FROM pg_catalog.pg_class t
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND t.relkind IN ('r', 'p')
  AND (t.relrowsecurity OR t.relforcerowsecurity)
