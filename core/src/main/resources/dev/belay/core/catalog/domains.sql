-- Domains. A collation is given where it is not the one of the type below. The name of NOT NULL is given where it is not
-- the one that the server would choose.
SELECT 'DOMAIN' AS type, t.tableoid AS catalog, t.oid, n.nspname AS schema, t.typname AS name,
       pg_catalog.pg_get_userbyid(t.typowner) AS owner, t.typacl::text[] AS acl,
       pg_catalog.acldefault('T', t.typowner)::text[] AS acl_standard,
       pg_catalog.format_type(t.typbasetype, t.typtypmod) AS data_type,
       CASE WHEN t.typcollation <> y.typcollation THEN t.typcollation::pg_catalog.regcollation::text END AS collation,
       coalesce(pg_catalog.pg_get_expr(t.typdefaultbin, 0), pg_catalog.quote_literal(t.typdefault)) AS default_value,
       t.typnotnull AS not_null,
       nullif(o.conname, t.typname || '_not_null') AS not_null_name, o.oid AS not_null_oid,               --[17-]
       NULL AS not_null_name, NULL AS not_null_oid,                                                       --[-16]
       'pg_catalog.pg_constraint'::pg_catalog.regclass::oid AS constraint_catalog
FROM pg_catalog.pg_type t
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
JOIN pg_catalog.pg_type y ON y.oid = t.typbasetype
LEFT JOIN pg_catalog.pg_constraint o ON o.contypid = t.oid AND o.contype = 'n'                            --[17-]
WHERE t.typtype = 'd' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
