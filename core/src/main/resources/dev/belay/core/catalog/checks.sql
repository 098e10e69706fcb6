-- CHECK constraints of tables and foreign tables.
SELECT o.conrelid AS part_of, o.tableoid AS catalog, o.oid, o.conname AS name,
       -- pg_get_constraintdef reads the constraint anew, each by itself.
       CASE WHEN o.convalidated AND NOT o.connoinherit THEN 'CHECK (' || pg_catalog.pg_get_expr(o.conbin, o.conrelid) || ')'
            ELSE pg_catalog.pg_get_constraintdef(o.oid) END AS definition,
       NOT o.conislocal AS inherited, o.convalidated AS validated,
       NOT o.conislocal AND o.convalidated AND NOT c.relispartition
           AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits i
                           JOIN pg_catalog.pg_constraint p ON p.conrelid = i.inhparent AND p.contype = 'c'
                                                          AND p.conname = o.conname
                           WHERE i.inhrelid = o.conrelid AND p.convalidated) AS validated_alone
FROM pg_catalog.pg_constraint o
JOIN pg_catalog.pg_class c ON c.oid = o.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE o.contype = 'c' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY o.conrelid, o.conname
