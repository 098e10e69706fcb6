-- The versions of what cannot be locked and whose present state, not that of the snapshot, the server's printers show. Names
-- of roles are left to the next reader.
SELECT pg_catalog.concat_ws(' ', w.catalog, w.oid, w.version) AS witness
FROM (
    SELECT p.tableoid AS catalog, p.oid, p.xmin::text AS version FROM pg_catalog.pg_proc p WHERE p.oid >= 16384
    UNION ALL
    SELECT t.tableoid, t.oid, t.xmin::text FROM pg_catalog.pg_type t
    LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
    WHERE t.oid >= 16384 AND t.typcategory <> 'A' AND coalesce(c.relkind, 'c') = 'c'
    UNION ALL
    SELECT c.tableoid, c.oid, c.xmin::text
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid >= 16384 AND c.relkind IN ('v', 'm', 'f', 'c') AND n.nspname !~ '^pg_'
    UNION ALL
    SELECT n.tableoid, n.oid, n.xmin::text FROM pg_catalog.pg_namespace n WHERE n.oid >= 16384 AND n.nspname !~ '^pg_'
    UNION ALL
    SELECT o.tableoid, o.oid, o.xmin::text FROM pg_catalog.pg_operator o WHERE o.oid >= 16384
    UNION ALL
    SELECT c.tableoid, c.oid, c.xmin::text FROM pg_catalog.pg_opclass c WHERE c.oid >= 16384
    UNION ALL
    SELECT c.tableoid, c.oid, c.xmin::text FROM pg_catalog.pg_collation c WHERE c.oid >= 16384
    UNION ALL -- columns of views and composite types
    SELECT a.tableoid, a.attrelid, a.attnum || ':' || a.xmin::text
    FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    WHERE c.oid >= 16384 AND c.relkind IN ('v', 'm', 'f', 'c') AND a.attnum > 0
) w
