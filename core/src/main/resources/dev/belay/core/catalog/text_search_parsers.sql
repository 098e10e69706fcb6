-- Text search parsers.
SELECT 'TEXT_SEARCH_PARSER' AS type, p.tableoid AS catalog, p.oid, n.nspname AS schema, p.prsname AS name,
       p.prsstart::text AS start, p.prstoken::text AS token, p.prsend::text AS finish,
       nullif(p.prsheadline::text, '-') AS headline, p.prslextype::text AS token_types
FROM pg_catalog.pg_ts_parser p
JOIN pg_catalog.pg_namespace n ON n.oid = p.prsnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
