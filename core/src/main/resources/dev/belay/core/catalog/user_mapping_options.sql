SELECT u.umid AS part_of, o.option_name AS name, o.option_value AS value
FROM pg_catalog.pg_user_mappings u
CROSS JOIN LATERAL pg_catalog.pg_options_to_table(u.umoptions) o
ORDER BY u.umid, o.option_name
