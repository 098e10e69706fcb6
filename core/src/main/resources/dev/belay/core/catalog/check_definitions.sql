-- What the server says of single CHECK constraints of tables. pg_get_constraintdef reads each anew, by itself.
SELECT o.oid AS part_of, 'CHECK (' || pg_catalog.pg_get_expr(o.conbin, o.conrelid) || ')' AS definition
FROM pg_catalog.pg_constraint o
WHERE o.oid = ANY ('{oids}'::int8[]::oid[])
