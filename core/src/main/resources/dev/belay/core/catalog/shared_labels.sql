-- Security labels of what all databases share.
SELECT CASE l.classoid WHEN 'pg_catalog.pg_authid'::regclass THEN 'ROLE'
                       WHEN 'pg_catalog.pg_database'::regclass THEN 'DATABASE'
                       WHEN 'pg_catalog.pg_tablespace'::regclass THEN 'TABLESPACE' END AS sort,
       coalesce(r.rolname, d.datname, t.spcname) AS name, l.provider, l.label
FROM pg_catalog.pg_shseclabel l
LEFT JOIN pg_catalog.pg_roles r ON l.classoid = 'pg_catalog.pg_authid'::regclass AND r.oid = l.objoid
LEFT JOIN pg_catalog.pg_database d ON l.classoid = 'pg_catalog.pg_database'::regclass AND d.oid = l.objoid
LEFT JOIN pg_catalog.pg_tablespace t ON l.classoid = 'pg_catalog.pg_tablespace'::regclass AND t.oid = l.objoid
WHERE coalesce(r.rolname, d.datname, t.spcname) IS NOT NULL
ORDER BY 1, 2, l.provider
