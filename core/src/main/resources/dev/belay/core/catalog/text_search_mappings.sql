-- Which dictionaries look at which sort of token, in a text search configuration; a row per sort.
SELECT c.oid AS part_of, t.alias AS name,
       ARRAY(SELECT m.mapdict::pg_catalog.regdictionary::text FROM pg_catalog.pg_ts_config_map m
             WHERE m.mapcfg = c.oid AND m.maptokentype = t.tokid ORDER BY m.mapseqno) AS dictionaries
FROM pg_catalog.pg_ts_config c
JOIN pg_catalog.pg_namespace n ON n.oid = c.cfgnamespace
CROSS JOIN LATERAL pg_catalog.ts_token_type(c.cfgparser) t
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND EXISTS (SELECT FROM pg_catalog.pg_ts_config_map m WHERE m.mapcfg = c.oid AND m.maptokentype = t.tokid)
ORDER BY c.oid, t.tokid
