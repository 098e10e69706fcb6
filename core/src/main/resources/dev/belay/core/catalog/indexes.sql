-- Indexes of their own. An invalid one is what a failed build left, unless it only waits for those of the partitions.
-- It is read, since it is there, but is no part of a schema.
-- pg_get_indexdef opens the table of each index. Here it is not asked at all: keys are given as they are in the catalog,
-- and of expressions and conditions which ones are the same, in "alike" the first that has them. What speaks of a whole row
-- is printed with the name of the table, and is like nothing else.
WITH trees AS (
    SELECT x.indexrelid,
           pg_catalog.min(x.indexrelid) OVER (
               PARTITION BY x.expressions COLLATE "C", x.condition COLLATE "C",
                            CASE WHEN pg_catalog.concat(x.expressions, x.condition) LIKE '%:varattno 0 %'
                                 THEN x.indexrelid END) AS alike
    FROM (SELECT i.indexrelid, i.indexprs::text AS expressions, i.indpred::text AS condition
          FROM pg_catalog.pg_index i
          WHERE i.indexprs IS NOT NULL OR i.indpred IS NOT NULL) x
)
SELECT 'INDEX' AS type, c.tableoid AS catalog, c.oid, n.nspname AS schema, c.relname AS name, i.indrelid AS of_table,
       trees.alike, c.reloptions IS NOT NULL AS with_options,
       m.amname AS method, i.indnkeyatts AS key_count, i.indkey::text AS keys, i.indclass::text AS classes,
       i.indcollation::text AS collations, i.indoption::text AS orders,
       false AS nulls_not_distinct,                           --[-14]
       i.indnullsnotdistinct AS nulls_not_distinct,           --[15-]
       NOT ((i.indisvalid OR c.relkind = 'I') AND i.indisready AND i.indislive) AS invalid,
       i.indisunique AS is_unique, c.relkind = 'I' AS partitioned,
       coalesce(s.spcname, '') AS tablespace, i.indisclustered AS clustered, i.indisreplident AS replica_identity,
       p.oid AS parent_oid, pn.nspname AS parent_schema, p.relname AS parent, c.oid AS index_oid
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_am m ON m.oid = c.relam
LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace
LEFT JOIN trees ON trees.indexrelid = i.indexrelid
LEFT JOIN (pg_catalog.pg_inherits h
           JOIN pg_catalog.pg_class p ON p.oid = h.inhparent
           JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace) ON h.inhrelid = c.oid
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint o
                  WHERE o.conrelid = i.indrelid AND o.conindid = c.oid AND o.contype IN ('p', 'u', 'x'))
