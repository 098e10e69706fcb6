-- The CHECK constraints of domains.
SELECT o.contypid AS part_of, o.tableoid AS catalog, o.oid, o.conname AS name,
       pg_catalog.pg_get_constraintdef(o.oid) AS definition, o.convalidated AS validated
FROM pg_catalog.pg_constraint o
WHERE o.oid >= 16384 AND o.contypid <> 0 AND o.contype = 'c'
ORDER BY o.conname
