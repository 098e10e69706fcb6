-- Roles, without those of the server; the initial superuser is the one that initdb made.
SELECT r.rolname AS name, r.oid = 10 AS initial, r.rolsuper AS superuser, r.rolinherit AS inherits,
       r.rolcreaterole AS creates_roles, r.rolcreatedb AS creates_databases, r.rolcanlogin AS logs_in,
       r.rolreplication AS replicates, r.rolbypassrls AS bypasses, r.rolconnlimit AS connection_limit,
       CASE WHEN pg_catalog.isfinite(r.rolvaliduntil) THEN (r.rolvaliduntil AT TIME ZONE 'UTC')::text || '+00'
            ELSE r.rolvaliduntil::text END AS valid_until,
       pg_catalog.shobj_description(r.oid, 'pg_authid') AS comment,
       pg_catalog.has_column_privilege('pg_catalog.pg_authid', 'rolpassword', 'SELECT') AS sees_passwords,
       current_user AS reader
FROM pg_catalog.pg_roles r
WHERE r.rolname !~ '^pg_'
ORDER BY r.rolname
