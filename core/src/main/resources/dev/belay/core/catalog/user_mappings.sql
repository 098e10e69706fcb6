-- User mappings, from the view that everybody may read. It hides the options from most, by the same conditions.
SELECT 'USER_MAPPING' AS type, 'pg_catalog.pg_user_mapping'::regclass::oid AS catalog, u.umid AS oid,
       '' AS schema, u.usename AS name, u.srvname AS qualifier,
       CASE WHEN (SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname = current_user) THEN NULL
            WHEN u.umuser = 0 AND pg_catalog.pg_has_role(s.srvowner, 'USAGE') THEN NULL
            WHEN u.umuser <> 0 AND u.usename = current_user
                 AND (pg_catalog.pg_has_role(s.srvowner, 'USAGE')
                      OR pg_catalog.has_server_privilege(s.oid, 'USAGE')) THEN NULL
            ELSE 'its options' END AS missing,
       CASE WHEN u.umuser = 0
            THEN pg_catalog.format('GRANT %I TO %I', pg_catalog.pg_get_userbyid(s.srvowner), current_user)
            ELSE pg_catalog.format('read as a superuser, or as %I', u.usename) END AS help
FROM pg_catalog.pg_user_mappings u
JOIN pg_catalog.pg_foreign_server s ON s.oid = u.srvid
