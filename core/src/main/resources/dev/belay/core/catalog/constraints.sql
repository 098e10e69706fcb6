-- Primary keys, unique and exclusion constraints, with what their indexes have beyond them.
SELECT 'CONSTRAINT' AS type, o.tableoid AS catalog, o.oid, n.nspname AS schema, o.conname AS name,
       t.relname AS qualifier, o.conrelid AS of_table, o.conindid AS index_oid,
       CASE o.contype WHEN 'p' THEN 'PRIMARY KEY' WHEN 'u' THEN 'UNIQUE' ELSE 'EXCLUDE' END AS rule,
       i.indkey::text AS keys, i.indnkeyatts AS key_count,
       false AS without_overlaps,                                             --[-17]
       o.conperiod AS without_overlaps,                                       --[18-]
       false AS nulls_not_distinct,                                           --[-14]
       -- A primary key can be made of such an index, but not be declared so.
       i.indnullsnotdistinct AND o.contype <> 'p' AS nulls_not_distinct,      --[15-]
       c.reloptions::text[] AS options, o.condeferrable AS deferrable, o.condeferred AS deferred,
       CASE o.contype WHEN 'x' THEN pg_catalog.pg_get_constraintdef(o.oid) END AS exclusion,
       coalesce(s.spcname, '') AS tablespace, i.indisclustered AS clustered, i.indisreplident AS replica_identity,
       p.oid AS parent_oid, pn.nspname AS parent_schema, p.relname AS parent
FROM pg_catalog.pg_constraint o
JOIN pg_catalog.pg_index i ON i.indexrelid = o.conindid
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_class t ON t.oid = o.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace
LEFT JOIN (pg_catalog.pg_inherits h
           JOIN pg_catalog.pg_class p ON p.oid = h.inhparent
           JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace) ON h.inhrelid = c.oid
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND o.contype IN ('p', 'u', 'x')
  AND (i.indisvalid OR t.relkind = 'p') AND i.indisready
