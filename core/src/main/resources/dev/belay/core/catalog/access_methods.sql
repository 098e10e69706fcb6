-- Access methods.
SELECT 'ACCESS_METHOD' AS type, m.tableoid AS catalog, m.oid, '' AS schema, m.amname AS name,
       CASE m.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END AS sort, m.amhandler::text AS handler
FROM pg_catalog.pg_am m
WHERE m.oid >= 16384
