-- ALTER DATABASE ... SET and ALTER ROLE ... SET, each setting as name=value.
SELECT coalesce(d.datname, '') AS database,
       r.rolname AS role, s.setting
FROM (SELECT c.setdatabase, c.setrole, u.setting, u.position
      FROM pg_catalog.pg_db_role_setting c
      CROSS JOIN LATERAL pg_catalog.unnest(c.setconfig) WITH ORDINALITY AS u (setting, position)) AS s
LEFT JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
WHERE (s.setdatabase = 0 OR d.oid IS NOT NULL) AND (s.setrole = 0 OR r.oid IS NOT NULL)
ORDER BY 1, r.rolname NULLS FIRST, s.position
