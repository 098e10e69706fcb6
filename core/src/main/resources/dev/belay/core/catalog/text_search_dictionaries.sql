-- Text search dictionaries.
SELECT 'TEXT_SEARCH_DICTIONARY' AS type, d.tableoid AS catalog, d.oid, n.nspname AS schema, d.dictname AS name,
       pg_catalog.pg_get_userbyid(d.dictowner) AS owner,
       pg_catalog.quote_ident(tn.nspname) || '.' || pg_catalog.quote_ident(t.tmplname) AS template,
       d.dictinitoption AS options
FROM pg_catalog.pg_ts_dict d
JOIN pg_catalog.pg_namespace n ON n.oid = d.dictnamespace
JOIN pg_catalog.pg_ts_template t ON t.oid = d.dicttemplate
JOIN pg_catalog.pg_namespace tn ON tn.oid = t.tmplnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
