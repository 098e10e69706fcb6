-- Sequences, those of identity columns among them. Before 15 none could be unlogged.
SELECT 'SEQUENCE' AS type, c.tableoid AS catalog, c.oid, n.nspname AS schema, c.relname AS name,
       pg_catalog.pg_get_userbyid(c.relowner) AS owner,
       c.relacl::text[] AS acl, pg_catalog.acldefault('s', c.relowner)::text[] AS acl_standard,
       pg_catalog.format_type(s.seqtypid, NULL) AS data_type, s.seqstart AS start, s.seqincrement AS increment,
       s.seqmin AS minimum, s.seqmax AS maximum, s.seqcache AS cache, s.seqcycle AS cycles,
       c.relpersistence = 'u' AS unlogged,
       false AS contrary,                                          --[-14]
       coalesce(c.relpersistence <> o.relpersistence, false) AS contrary,   --[15-]
       o.relkind AS owner_kind, o_n.nspname AS owner_schema, o.relname AS owner_name, a.attname AS owner_column,
       CASE WHEN d.deptype = 'i' THEN CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END END
           AS identity
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid
LEFT JOIN pg_catalog.pg_depend d ON d.classid = c.tableoid AND d.objid = c.oid AND d.objsubid = 0
      AND d.refclassid = c.tableoid AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
LEFT JOIN pg_catalog.pg_class o ON o.oid = d.refobjid
LEFT JOIN pg_catalog.pg_namespace o_n ON o_n.oid = o.relnamespace
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE c.relkind = 'S' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
