-- Composite types that stand alone; those of tables and views belong to their table.
SELECT 'TYPE' AS type, t.tableoid AS catalog, t.oid, n.nspname AS schema, t.typname AS name,
       pg_catalog.pg_get_userbyid(t.typowner) AS owner, t.typacl::text[] AS acl,
       pg_catalog.acldefault('T', t.typowner)::text[] AS acl_standard
FROM pg_catalog.pg_type t
JOIN pg_catalog.pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'c' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
