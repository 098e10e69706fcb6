-- Columns of tables, foreign tables, views and materialized views. What a parent says of a column counts where a child is
-- made with INHERITS: a partition is made alone, and attached. There are more columns than anything else: what is usual is
-- NULL, which costs nothing to send, and they come in any order.
WITH above AS (
    SELECT i.inhrelid, p.attname,
           pg_catalog.bool_or(p.atthasdef AND p.attgenerated = '') AS has_default,
           pg_catalog.array_agg(pg_catalog.pg_get_expr(d.adbin, d.adrelid)) FILTER (WHERE p.attgenerated <> '')
               AS generated,
           pg_catalog.bool_or(p.attnotnull) AS not_null,                                                       --[-17]
           pg_catalog.bool_or(o.convalidated) AS not_null,                                                     --[18-]
           pg_catalog.min(p.attstorage::text) AS storage, pg_catalog.min(p.attcompression::text) AS compression
    FROM pg_catalog.pg_inherits i
    JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid AND NOT c.relispartition AND c.relkind IN ('r', 'f')
    JOIN pg_catalog.pg_attribute p ON p.attrelid = i.inhparent AND p.attnum > 0 AND NOT p.attisdropped
    LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = p.attrelid AND d.adnum = p.attnum AND p.attgenerated <> ''
    LEFT JOIN pg_catalog.pg_constraint o ON o.conrelid = p.attrelid AND o.contype = 'n' AND o.conkey = ARRAY[p.attnum]  --[18-]
    GROUP BY i.inhrelid, p.attname)
SELECT a.attrelid AS part_of, a.attnum AS number, a.attname AS name,
       pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
       ln.nspname AS collation_schema, l.collname AS collation_name,
       nullif(NOT a.attislocal AND NOT c.relispartition, false) AS inherited, -- a partition has no columns of its own
       d.oid AS expression_oid,
       -- A default speaks of no column: without a table, the server need not look at each.
       pg_catalog.pg_get_expr(d.adbin, CASE WHEN a.attgenerated <> '' THEN d.adrelid ELSE 0 END) AS expression,
       CASE a.attgenerated WHEN 's' THEN 'STORED' WHEN 'v' THEN 'VIRTUAL' END AS generated,
       CASE WHEN above.generated IS NOT NULL
            THEN nullif(pg_catalog.pg_get_expr(d.adbin, d.adrelid) = ALL (above.generated), false) END
           AS generated_by_parent,
       CASE WHEN above.has_default AND NOT a.atthasdef THEN true END AS without_parents_default,
       CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END AS identity,
       CASE WHEN a.attnotnull THEN '' END AS not_null,                                                         --[-17]
       nullif(above.not_null, false) AS not_null_inherited,                                                    --[-17]
       o.conname AS not_null, o.convalidated AS not_null_valid, o.connoinherit AS not_null_no_inherit,         --[18-]
       -- ATTACH takes from a partition what its parent says too; a parent that says it later leaves it to both. --[18-]
       nullif((NOT o.conislocal OR (c.relispartition AND o.coninhcount > 0 AND o.convalidated))                --[18-]
              AND (NOT o.convalidated OR above.inhrelid IS NULL OR coalesce(above.not_null, false)), false)    --[18-]
           AS not_null_inherited, o.tableoid AS not_null_catalog, o.oid AS not_null_oid,                       --[18-]
       CASE WHEN a.attstorage <> t.typstorage OR a.attstorage::text <> above.storage
            THEN CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'x' THEN 'EXTENDED'
                                   WHEN 'm' THEN 'MAIN' END END AS storage,
       CASE WHEN a.attcompression <> '' OR a.attcompression::text <> above.compression
            THEN CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' ELSE 'default' END END AS compression,
       CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END AS statistics,
       -- PostgreSQL notes a version there (seen since 15.20), which no statement sets: mostly nothing else.
       CASE WHEN pg_catalog.cardinality(a.attoptions) = 1 AND a.attoptions[1] LIKE 'pg\_attver=%' THEN NULL
            WHEN a.attoptions IS NOT NULL
            THEN ARRAY(SELECT o.option FROM pg_catalog.unnest(a.attoptions) WITH ORDINALITY o (option, at)
                       WHERE o.option NOT LIKE 'pg\_attver=%' ORDER BY o.at) END AS options,
       a.attfdwoptions AS foreign_options, a.attacl::text[] AS acl
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation AND a.attcollation <> t.typcollation
LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_catalog.pg_constraint o ON o.conrelid = a.attrelid AND o.contype = 'n' AND o.conkey = ARRAY[a.attnum]      --[18-]
LEFT JOIN above ON above.inhrelid = a.attrelid AND above.attname = a.attname
WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
