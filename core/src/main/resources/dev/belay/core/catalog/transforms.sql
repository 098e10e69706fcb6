-- Transforms of a type for a language.
SELECT 'TRANSFORM' AS type, t.tableoid AS catalog, t.oid, '' AS schema,
       pg_catalog.format_type(t.trftype, NULL) AS name, l.lanname AS qualifier,
       CASE WHEN t.trffromsql <> 0 THEN t.trffromsql::pg_catalog.regprocedure::text END AS from_sql,
       CASE WHEN t.trftosql <> 0 THEN t.trftosql::pg_catalog.regprocedure::text END AS to_sql
FROM pg_catalog.pg_transform t
JOIN pg_catalog.pg_language l ON l.oid = t.trflang
WHERE t.oid >= 16384
