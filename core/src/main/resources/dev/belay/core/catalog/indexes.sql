-- Indexes of their own. An invalid one is what a failed build left, unless it only waits for those of the partitions.
SELECT 'INDEX' AS type, c.tableoid AS catalog, c.oid, n.nspname AS schema, c.relname AS name, i.indrelid AS of_table,
       t.relname AS "table", pg_catalog.pg_get_indexdef(c.oid) AS definition, i.indisunique AS is_unique,
       c.relkind = 'I' AS partitioned,
       coalesce(s.spcname, '') AS tablespace, i.indisclustered AS clustered, i.indisreplident AS replica_identity,
       p.oid AS parent_oid, pn.nspname AS parent_schema, p.relname AS parent,
       ARRAY(SELECT a.attnum::text FROM pg_catalog.pg_attribute a
             WHERE a.attrelid = c.oid AND a.attstattarget >= 0 ORDER BY a.attnum) AS target_columns,
       ARRAY(SELECT a.attstattarget::text FROM pg_catalog.pg_attribute a
             WHERE a.attrelid = c.oid AND a.attstattarget >= 0 ORDER BY a.attnum) AS targets,
       ARRAY(SELECT e.extname::text FROM pg_catalog.pg_depend d
             JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
             WHERE d.classid = c.tableoid AND d.objid = c.oid AND d.deptype = 'x'
               AND d.refclassid = 'pg_catalog.pg_extension'::regclass ORDER BY 1) AS extensions
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace
LEFT JOIN (pg_catalog.pg_inherits h
           JOIN pg_catalog.pg_class p ON p.oid = h.inhparent
           JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace) ON h.inhrelid = c.oid
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND (i.indisvalid OR t.relkind = 'p') AND i.indisready
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint o
                  WHERE o.conrelid = i.indrelid AND o.conindid = c.oid AND o.contype IN ('p', 'u', 'x'))
