-- The versions of what cannot be locked and whose present state, not that of the snapshot, the server's printers show. Names
-- of roles are left to the next reader, and what sessions have for themselves is nobody's.
WITH schemas AS (
    SELECT n.tableoid, n.oid, n.xmin FROM pg_catalog.pg_namespace n WHERE n.nspname !~ '^pg_'
)
SELECT pg_catalog.concat_ws(' ', w.catalog, w.oid, w.version) AS witness
FROM (
    SELECT p.tableoid AS catalog, p.oid, p.xmin::text AS version
    FROM pg_catalog.pg_proc p JOIN schemas n ON n.oid = p.pronamespace WHERE p.oid >= 16384
    UNION ALL
    SELECT t.tableoid, t.oid, t.xmin::text
    FROM pg_catalog.pg_type t JOIN schemas n ON n.oid = t.typnamespace
    LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
    WHERE t.oid >= 16384 AND t.typcategory <> 'A' AND coalesce(c.relkind, 'c') = 'c'
    UNION ALL -- a materialized view has another version after each REFRESH, and is printed as before
    SELECT c.tableoid, c.oid, CASE c.relkind WHEN 'm' THEN c.relname || ' ' || c.relnamespace ELSE c.xmin::text END
    FROM pg_catalog.pg_class c JOIN schemas n ON n.oid = c.relnamespace
    WHERE c.oid >= 16384 AND c.relkind IN ('v', 'm', 'f', 'c')
    UNION ALL
    SELECT n.tableoid, n.oid, n.xmin::text FROM schemas n WHERE n.oid >= 16384
    UNION ALL
    SELECT o.tableoid, o.oid, o.xmin::text FROM pg_catalog.pg_operator o WHERE o.oid >= 16384
    UNION ALL
    SELECT c.tableoid, c.oid, c.xmin::text FROM pg_catalog.pg_opclass c WHERE c.oid >= 16384
    UNION ALL
    SELECT c.tableoid, c.oid, c.xmin::text FROM pg_catalog.pg_collation c WHERE c.oid >= 16384
    UNION ALL -- columns of views and composite types
    SELECT c.tableoid, a.attrelid, a.attnum || ':' || a.xmin::text
    FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    JOIN schemas n ON n.oid = c.relnamespace
    WHERE c.oid >= 16384 AND c.relkind IN ('v', 'm', 'f', 'c') AND a.attnum > 0
) w
