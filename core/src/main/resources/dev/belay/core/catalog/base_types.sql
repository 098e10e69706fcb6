-- Base types, without the array types that the server makes for every type.
SELECT 'TYPE' AS type, t.tableoid AS catalog, t.oid, n.nspname AS schema, t.typname AS name,
       pg_catalog.pg_get_userbyid(t.typowner) AS owner, t.typacl::text[] AS acl,
       pg_catalog.acldefault('T', t.typowner)::text[] AS acl_standard,
       CASE t.typlen WHEN -1 THEN 'variable' ELSE t.typlen::text END AS length,
       t.typinput::text AS input, t.typoutput::text AS output,
       nullif(t.typreceive::text, '-') AS receive, nullif(t.typsend::text, '-') AS send,
       nullif(t.typmodin::text, '-') AS modifier_input, nullif(t.typmodout::text, '-') AS modifier_output,
       nullif(t.typanalyze::text, '-') AS analyze_function, nullif(t.typsubscript::text, '-') AS subscript,
       CASE WHEN t.typelem <> 0 THEN pg_catalog.format_type(t.typelem, NULL) END AS element,
       t.typcollation <> 0 AS collatable, t.typdefault AS default_value, t.typcategory::text AS category,
       t.typispreferred AS preferred, t.typdelim::text AS delimiter, t.typbyval AS by_value,
       CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'i' THEN 'int4' ELSE 'double' END AS alignment,
       CASE t.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'x' THEN 'extended' ELSE 'main'
       END AS storage
FROM pg_catalog.pg_type t
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'b' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid)
