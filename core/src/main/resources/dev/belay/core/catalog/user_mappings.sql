-- User mappings, from the view that everybody may read. It hides the options from most, by the same conditions.
SELECT 'USER_MAPPING' AS type, 'pg_catalog.pg_user_mapping'::regclass::oid AS catalog, u.umid AS oid,
       '' AS schema, u.usename AS name, u.srvname AS qualifier,
       CASE WHEN (SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname = current_user) THEN NULL
            WHEN u.umuser = 0 AND pg_catalog.pg_has_role(s.srvowner, 'USAGE') THEN NULL
            WHEN u.umuser <> 0 AND u.usename = current_user
                 AND (pg_catalog.pg_has_role(s.srvowner, 'USAGE')
                      OR pg_catalog.has_server_privilege(s.oid, 'USAGE')) THEN NULL
            ELSE 'its options' END AS missing,
       CASE WHEN u.umuser <> 0 AND u.usename = current_user
            THEN pg_catalog.format('GRANT USAGE ON FOREIGN SERVER %I TO %I', u.srvname, current_user)
            WHEN u.umuser <> 0
            THEN pg_catalog.format('read as a superuser, or as %I', u.usename)
                 || CASE WHEN NOT pg_catalog.has_server_privilege(u.umuser, s.oid, 'USAGE')
                         THEN ' with USAGE on the server' ELSE '' END
            -- Whoever may become a superuser may do anything: that is more than is asked for.
            WHEN o.rolsuper THEN 'read as a superuser'
            ELSE pg_catalog.format('GRANT %I TO %I', o.rolname, current_user) END AS help
FROM pg_catalog.pg_user_mappings u
JOIN pg_catalog.pg_foreign_server s ON s.oid = u.srvid
JOIN pg_catalog.pg_roles o ON o.oid = s.srvowner
