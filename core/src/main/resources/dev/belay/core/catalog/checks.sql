-- CHECK constraints of tables and foreign tables. To print one the server opens its table; so it is asked once for those that
-- are the same, of which "alike" is the first. What speaks of a whole row is printed with the name of the table.
SELECT o.conrelid AS part_of, o.tableoid AS catalog, o.oid, o.conname AS name,
       CASE WHEN o.convalidated AND NOT o.connoinherit
            THEN pg_catalog.min(o.oid) OVER (
                PARTITION BY o.conbin::text COLLATE "C",
                             CASE WHEN o.conbin::text LIKE '%:varattno 0 %' THEN o.oid END) END AS alike,
       CASE WHEN NOT o.convalidated OR o.connoinherit THEN pg_catalog.pg_get_constraintdef(o.oid) END AS definition,
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
