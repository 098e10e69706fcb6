-- Policies.
SELECT 'POLICY' AS type, l.tableoid AS catalog, l.oid, n.nspname AS schema, l.polname AS name,
       t.relname AS qualifier, l.polrelid AS of_table, l.polpermissive AS permissive,
       CASE l.polcmd WHEN '*' THEN 'ALL' WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                     WHEN 'd' THEN 'DELETE' END AS command,
       -- The role 0 is everybody.
       ARRAY(SELECT pg_catalog.pg_get_userbyid(role)::text FROM pg_catalog.unnest(l.polroles) AS role
             WHERE role <> 0 ORDER BY 1) AS roles,
       pg_catalog.pg_get_expr(l.polqual, l.polrelid) AS "using",
       pg_catalog.pg_get_expr(l.polwithcheck, l.polrelid) AS "check"
FROM pg_catalog.pg_policy l
JOIN pg_catalog.pg_class t ON t.oid = l.polrelid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
