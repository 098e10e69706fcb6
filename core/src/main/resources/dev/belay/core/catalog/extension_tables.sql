-- The tables of extensions whose rows belong to the user (pg_extension_config_dump).
SELECT e.oid AS part_of, t.config::regclass::text AS name, coalesce(t.condition, '') AS condition
FROM pg_catalog.pg_extension e
CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(e.extconfig), pg_catalog.unnest(e.extcondition))
           AS t (config, condition)
ORDER BY 1, 2
