-- Tables, partitioned tables and foreign tables.
SELECT CASE c.relkind WHEN 'f' THEN 'FOREIGN_TABLE' ELSE 'TABLE' END AS type, c.tableoid AS catalog, c.oid,
       n.nspname AS schema, c.relname AS name, pg_catalog.pg_get_userbyid(c.relowner) AS owner,
       c.relacl::text[] AS acl, pg_catalog.acldefault('r', c.relowner)::text[] AS acl_standard,
       c.relpersistence = 'u' AS unlogged,                         --[-17]
       c.relpersistence = 'u' AND c.relkind <> 'p' AS unlogged,    --[18-]
       CASE WHEN c.reloftype <> 0 THEN pg_catalog.format_type(c.reloftype, NULL) END AS of_type,
       above.kinds AS parent_kinds, above.schemas AS parent_schemas, above.names AS parent_names,
       pg_catalog.pg_get_partkeydef(c.oid) AS partition_key,
       CASE WHEN c.relispartition THEN pg_catalog.pg_get_expr(c.relpartbound, c.oid) END AS partition_bound,
       c.reloptions AS options, t.reloptions AS toast_options,
       CASE WHEN c.relkind IN ('r', 'p') THEN coalesce(s.spcname, '') END AS tablespace,
       m.amname AS access_method,
       CASE WHEN c.relkind = 'f' THEN 'DEFAULT' -- the catalog says NOTHING, which cannot be asked for
            ELSE CASE c.relreplident WHEN 'd' THEN 'DEFAULT' WHEN 'n' THEN 'NOTHING' WHEN 'f' THEN 'FULL'
                                     WHEN 'i' THEN 'INDEX' END END AS replica_identity,
       fs.srvname AS server, ft.ftoptions AS foreign_options
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid
LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace
LEFT JOIN pg_catalog.pg_am m ON m.oid = c.relam
LEFT JOIN pg_catalog.pg_foreign_table ft ON ft.ftrelid = c.oid
LEFT JOIN pg_catalog.pg_foreign_server fs ON fs.oid = ft.ftserver
LEFT JOIN (SELECT i.inhrelid, pg_catalog.array_agg(p.relkind::text ORDER BY i.inhseqno) AS kinds,
                  pg_catalog.array_agg(pn.nspname::text ORDER BY i.inhseqno) AS schemas,
                  pg_catalog.array_agg(p.relname::text ORDER BY i.inhseqno) AS names
           FROM pg_catalog.pg_inherits i
           JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
           JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
           GROUP BY i.inhrelid) above ON above.inhrelid = c.oid
WHERE c.relkind IN ('r', 'p', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
