-- What the server says of single indexes.
SELECT i.oid AS part_of, pg_catalog.pg_get_indexdef(i.oid::oid) AS definition
FROM pg_catalog.unnest('{oids}'::int8[]) i (oid)
