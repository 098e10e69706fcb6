-- Types that were announced and never made.
SELECT 'TYPE' AS type, t.tableoid AS catalog, t.oid, n.nspname AS schema, t.typname AS name,
       pg_catalog.pg_get_userbyid(t.typowner) AS owner, t.typacl::text[] AS acl,
       pg_catalog.acldefault('T', t.typowner)::text[] AS acl_standard
FROM pg_catalog.pg_type t
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'p' AND NOT t.typisdefined AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
