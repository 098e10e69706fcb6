-- Materialized views.
SELECT 'MATERIALIZED_VIEW' AS type, c.tableoid AS catalog, c.oid, n.nspname AS schema, c.relname AS name,
       pg_catalog.pg_get_userbyid(c.relowner) AS owner,
       c.relacl::text[] AS acl, pg_catalog.acldefault('r', c.relowner)::text[] AS acl_standard,
       pg_catalog.pg_get_viewdef(c.oid) AS query, c.relispopulated AS populated,
       c.reloptions AS options, t.reloptions AS toast_options,
       coalesce(s.spcname, '') AS tablespace, m.amname AS access_method,
       CASE c.relreplident WHEN 'd' THEN 'DEFAULT' WHEN 'n' THEN 'NOTHING' WHEN 'f' THEN 'FULL' WHEN 'i' THEN 'INDEX' END
           AS replica_identity
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid
LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace
LEFT JOIN pg_catalog.pg_am m ON m.oid = c.relam
WHERE c.relkind = 'm' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
