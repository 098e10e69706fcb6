SELECT w.oid AS part_of, o.option_name AS name, o.option_value AS value
FROM pg_catalog.pg_foreign_data_wrapper w
CROSS JOIN LATERAL pg_catalog.pg_options_to_table(w.fdwoptions) o
ORDER BY w.oid, o.option_name
