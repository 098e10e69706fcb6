SELECT s.oid AS part_of, o.option_name AS name, o.option_value AS value
FROM pg_catalog.pg_foreign_server s
CROSS JOIN LATERAL pg_catalog.pg_options_to_table(s.srvoptions) o
ORDER BY s.oid, o.option_name
