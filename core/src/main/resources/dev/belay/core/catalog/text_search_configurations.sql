-- Text search configurations.
SELECT 'TEXT_SEARCH_CONFIGURATION' AS type, c.tableoid AS catalog, c.oid, n.nspname AS schema, c.cfgname AS name,
       pg_catalog.pg_get_userbyid(c.cfgowner) AS owner,
       pg_catalog.quote_ident(pn.nspname) || '.' || pg_catalog.quote_ident(p.prsname) AS parser
FROM pg_catalog.pg_ts_config c
JOIN pg_catalog.pg_namespace n ON n.oid = c.cfgnamespace
JOIN pg_catalog.pg_ts_parser p ON p.oid = c.cfgparser
JOIN pg_catalog.pg_namespace pn ON pn.oid = p.prsnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
