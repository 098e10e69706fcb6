-- The versions of what this session does not keep from being altered by a lock, and whose present state, not that of the
-- snapshot, the server's printers show. What sessions have for themselves is nobody's.
WITH schemas AS (
    SELECT n.tableoid, n.oid, n.xmin FROM pg_catalog.pg_namespace n WHERE n.nspname !~ '^pg_'
), relations AS (
    -- A materialized view has another version after each REFRESH, and is printed as before; so has a sequence after a RESTART.
    SELECT c.tableoid, c.oid, c.relkind,
           CASE WHEN c.relkind IN ('m', 'S') THEN c.relname || ' ' || c.relnamespace ELSE c.xmin::text END AS version
    FROM pg_catalog.pg_class c JOIN schemas n ON n.oid = c.relnamespace
    WHERE c.oid >= 16384
      AND (c.relkind IN ('v', 'm', 'f', 'c', 'S')
           -- The tables that are not locked; the parameter says whether those are that this role may lock.
           OR c.relkind IN ('r', 'p')
              AND (? AND ((SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname = current_user)
                          OR pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                             AND pg_catalog.has_table_privilege(c.oid, 'SELECT'))) IS NOT TRUE) -- NULL for what is gone
)
SELECT pg_catalog.concat_ws(' ', w.catalog, w.oid, w.version) AS witness
FROM (
    SELECT p.tableoid AS catalog, p.oid, p.xmin::text AS version
    FROM pg_catalog.pg_proc p JOIN schemas n ON n.oid = p.pronamespace WHERE p.oid >= 16384
    UNION ALL
    SELECT t.tableoid, t.oid, t.xmin::text
    FROM pg_catalog.pg_type t JOIN schemas n ON n.oid = t.typnamespace
    WHERE t.oid >= 16384 AND t.typcategory <> 'A'
      AND (t.typtype <> 'c' OR t.typrelid IN (SELECT c.oid FROM pg_catalog.pg_class c WHERE c.relkind = 'c'))
    UNION ALL -- what constants of an enumeration are called
    SELECT 'pg_catalog.pg_type'::regclass::oid, e.enumtypid, e.oid || ':' || e.xmin::text FROM pg_catalog.pg_enum e
    UNION ALL
    SELECT r.tableoid, r.oid, r.version FROM relations r
    UNION ALL -- columns, which expressions name
    SELECT r.tableoid, a.attrelid, a.attnum || ':' || a.xmin::text
    FROM relations r JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid
    WHERE r.relkind <> 'S' AND a.attnum > 0
    UNION ALL -- options of indexes, together: those of one that had none are new
    SELECT 'pg_catalog.pg_class'::regclass::oid, 'pg_catalog.pg_index'::regclass::oid,
           pg_catalog.md5(pg_catalog.string_agg(c.oid || ':' || c.reloptions::text, ' ' ORDER BY c.oid))
    FROM pg_catalog.pg_class c WHERE c.relkind IN ('i', 'I') AND c.reloptions IS NOT NULL
    UNION ALL
    SELECT n.tableoid, n.oid, n.xmin::text FROM schemas n WHERE n.oid >= 16384
    UNION ALL
    SELECT o.tableoid, o.oid, o.xmin::text FROM pg_catalog.pg_operator o WHERE o.oid >= 16384
    UNION ALL
    SELECT c.tableoid, c.oid, c.xmin::text FROM pg_catalog.pg_opclass c WHERE c.oid >= 16384
    UNION ALL
    SELECT c.tableoid, c.oid, c.xmin::text FROM pg_catalog.pg_collation c WHERE c.oid >= 16384
    UNION ALL
    SELECT d.tableoid, d.oid, d.xmin::text FROM pg_catalog.pg_ts_dict d WHERE d.oid >= 16384
    UNION ALL
    SELECT c.tableoid, c.oid, c.xmin::text FROM pg_catalog.pg_ts_config c WHERE c.oid >= 16384
    UNION ALL
    SELECT s.tableoid, s.oid, s.xmin::text FROM pg_catalog.pg_statistic_ext s
    UNION ALL
    SELECT g.tableoid, g.oid, g.xmin::text FROM pg_catalog.pg_trigger g WHERE NOT g.tgisinternal
    UNION ALL
    SELECT 'pg_catalog.pg_authid'::regclass::oid, r.oid, r.rolname FROM pg_catalog.pg_roles r WHERE r.rolname !~ '^pg_'
) w
