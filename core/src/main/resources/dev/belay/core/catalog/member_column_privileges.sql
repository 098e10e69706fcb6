-- The same of columns. Members are few beside all tables, so that each is looked up by itself; what initdb noted is looked
-- through once for all of them (an OFFSET 0 sees to each).
SELECT a.attrelid AS part_of, a.attname AS name,
       coalesce(a.attacl, '{}')::text[] AS acl, coalesce(i.initprivs, '{}')::text[] AS acl_standard
FROM (SELECT a.attrelid, a.attnum, a.attname, a.attacl
      FROM (SELECT c.oid FROM pg_catalog.pg_class c WHERE c.oid < 16384
            UNION ALL
            SELECT d.objid FROM pg_catalog.pg_depend d
            WHERE d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.classid = 'pg_catalog.pg_class'::regclass
              AND d.deptype = 'e') m
      CROSS JOIN LATERAL (SELECT * FROM pg_catalog.pg_attribute a
                          WHERE a.attrelid = m.oid AND NOT a.attisdropped OFFSET 0) a
      OFFSET 0) a
LEFT JOIN pg_catalog.pg_init_privs i
       ON i.classoid = 'pg_catalog.pg_class'::regclass AND i.objoid = a.attrelid AND i.objsubid = a.attnum
WHERE a.attacl IS NOT NULL OR i.initprivs IS NOT NULL
ORDER BY a.attrelid, a.attnum
