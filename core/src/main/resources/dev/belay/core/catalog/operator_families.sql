-- Operator families.
SELECT 'OPERATOR_FAMILY' AS type, f.tableoid AS catalog, f.oid, n.nspname AS schema, f.opfname AS name,
       m.amname AS qualifier, pg_catalog.pg_get_userbyid(f.opfowner) AS owner
FROM pg_catalog.pg_opfamily f
JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
JOIN pg_catalog.pg_am m ON m.oid = f.opfmethod
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
