-- Range types. An operator class is given where it is not the default one, a collation where it is not the subtype's.
SELECT 'TYPE' AS type, t.tableoid AS catalog, t.oid, n.nspname AS schema, t.typname AS name,
       pg_catalog.pg_get_userbyid(t.typowner) AS owner, t.typacl::text[] AS acl,
       pg_catalog.acldefault('T', t.typowner)::text[] AS acl_standard,
       pg_catalog.format_type(r.rngsubtype, NULL) AS subtype,
       pg_catalog.format_type(r.rngmultitypid, NULL) AS multirange,
       CASE WHEN NOT o.opcdefault THEN pg_catalog.quote_ident(s.nspname) || '.' || pg_catalog.quote_ident(o.opcname)
       END AS operator_class,
       CASE WHEN r.rngcollation <> y.typcollation THEN r.rngcollation::pg_catalog.regcollation::text END AS collation,
       nullif(r.rngcanonical::text, '-') AS canonical, nullif(r.rngsubdiff::text, '-') AS difference
FROM pg_catalog.pg_range r
JOIN pg_catalog.pg_type t ON t.oid = r.rngtypid
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
JOIN pg_catalog.pg_type y ON y.oid = r.rngsubtype
JOIN pg_catalog.pg_opclass o ON o.oid = r.rngsubopc
JOIN pg_catalog.pg_namespace s ON s.oid = o.opcnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
