-- Foreign servers.
SELECT 'SERVER' AS type, s.tableoid AS catalog, s.oid, '' AS schema, s.srvname AS name,
       pg_catalog.pg_get_userbyid(s.srvowner) AS owner,
       s.srvacl::text[] AS acl, pg_catalog.acldefault('S', s.srvowner)::text[] AS acl_standard,
       w.fdwname AS wrapper, s.srvtype AS server_type, s.srvversion AS version
FROM pg_catalog.pg_foreign_server s
JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw
WHERE s.oid >= 16384
