-- What those objects are called whose witnesses have changed; what was dropped has no name any more.
SELECT DISTINCT i.type || ' ' || i.identity AS name
FROM pg_catalog.unnest(pg_catalog.string_to_array(?, ',')) AS w (witness)
CROSS JOIN LATERAL pg_catalog.pg_identify_object(
    pg_catalog.split_part(w.witness, ' ', 1)::oid, pg_catalog.split_part(w.witness, ' ', 2)::oid, 0) i
WHERE i.identity IS NOT NULL
ORDER BY 1
LIMIT 3
