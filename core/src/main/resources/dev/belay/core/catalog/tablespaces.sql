-- Tablespaces, without the server's own.
SELECT t.spcname AS name, pg_catalog.pg_get_userbyid(t.spcowner) AS owner,
       pg_catalog.pg_tablespace_location(t.oid) AS location, t.spcoptions AS options,
       pg_catalog.shobj_description(t.oid, 'pg_tablespace') AS comment,
       t.spcacl::text[] AS acl, pg_catalog.acldefault('t', t.spcowner)::text[] AS acl_standard
FROM pg_catalog.pg_tablespace t
WHERE t.spcname !~ '^pg_'
ORDER BY t.spcname
