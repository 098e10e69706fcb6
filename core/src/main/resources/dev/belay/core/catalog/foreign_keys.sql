-- Foreign keys, without those that follow from the one of a partitioned table.
SELECT 'FOREIGN_KEY' AS type, o.tableoid AS catalog, o.oid, n.nspname AS schema, o.conname AS name,
       t.relname AS qualifier, o.conrelid AS of_table,
       pg_catalog.regexp_replace(pg_catalog.pg_get_constraintdef(o.oid), ' NOT VALID$', '') AS definition,
       o.convalidated AS validated                                            --[-17]
       -- One that is not enforced counts as not valid in the catalog, but is not declared so.
       o.convalidated OR NOT o.conenforced AS validated                       --[18-]
FROM pg_catalog.pg_constraint o
JOIN pg_catalog.pg_class t ON t.oid = o.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND o.contype = 'f' AND o.conparentid = 0
