-- Text search templates.
SELECT 'TEXT_SEARCH_TEMPLATE' AS type, t.tableoid AS catalog, t.oid, n.nspname AS schema, t.tmplname AS name,
       nullif(t.tmplinit::text, '-') AS initialize, t.tmpllexize::text AS lexize
FROM pg_catalog.pg_ts_template t
JOIN pg_catalog.pg_namespace n ON n.oid = t.tmplnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
