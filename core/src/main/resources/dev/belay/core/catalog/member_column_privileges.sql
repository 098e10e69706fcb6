SELECT a.attrelid AS part_of, a.attname AS name,
       coalesce(a.attacl, '{}')::text[] AS acl, coalesce(i.initprivs, '{}')::text[] AS acl_standard
FROM pg_catalog.pg_attribute a
LEFT JOIN pg_catalog.pg_init_privs i
       ON i.classoid = 'pg_catalog.pg_class'::regclass AND i.objoid = a.attrelid AND i.objsubid = a.attnum
WHERE NOT a.attisdropped AND (a.attacl IS NOT NULL OR i.initprivs IS NOT NULL)
ORDER BY a.attrelid, a.attnum
