-- Functions, window functions and procedures, without the constructors that a range type brings along.
SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END AS type, p.tableoid AS catalog, p.oid,
       n.nspname AS schema, p.proname AS name,
       pg_catalog.oidvectortypes(p.proargtypes) AS qualifier,
       pg_catalog.pg_get_userbyid(p.proowner) AS owner, p.proacl::text[] AS acl,
       pg_catalog.acldefault('f', p.proowner)::text[] AS acl_standard,
       pg_catalog.pg_get_function_arguments(p.oid) AS arguments,
       pg_catalog.pg_get_function_identity_arguments(p.oid) AS identity_arguments,
       pg_catalog.pg_get_function_result(p.oid) AS result,
       l.lanname AS language,
       CASE WHEN p.protrftypes IS NOT NULL
            THEN ARRAY(SELECT pg_catalog.format_type(f.type, NULL)
                       FROM pg_catalog.unnest(p.protrftypes) WITH ORDINALITY f (type, at) ORDER BY f.at) END AS transforms,
       p.prokind = 'w' AS window_function,
       CASE p.provolatile WHEN 'i' THEN 'IMMUTABLE' WHEN 's' THEN 'STABLE' ELSE 'VOLATILE' END AS volatility,
       p.proisstrict AS strict, p.prosecdef AS security_definer, p.proleakproof AS leakproof,
       CASE p.proparallel WHEN 's' THEN 'SAFE' WHEN 'r' THEN 'RESTRICTED' ELSE 'UNSAFE' END AS parallel,
       nullif(p.procost, CASE WHEN l.lanname IN ('internal', 'c') THEN 1 ELSE 100 END)::text AS cost,
       CASE WHEN p.proretset THEN nullif(p.prorows, 1000)::text END AS rows,
       nullif(p.prosupport::text, '-') AS support,
       p.proconfig AS settings,
       p.probin AS library,
       coalesce(pg_catalog.pg_get_function_sqlbody(p.oid), p.prosrc) AS body,
       p.prosqlbody IS NOT NULL AS parsed
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
JOIN pg_catalog.pg_language l ON l.oid = p.prolang
WHERE p.prokind <> 'a' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = p.tableoid AND d.objid = p.oid AND d.deptype = 'i')
