-- Procedural languages. Privileges count for trusted ones only.
SELECT 'LANGUAGE' AS type, l.tableoid AS catalog, l.oid, '' AS schema, l.lanname AS name,
       pg_catalog.pg_get_userbyid(l.lanowner) AS owner, l.lanacl::text[] AS acl,
       pg_catalog.acldefault('l', l.lanowner)::text[] AS acl_standard,
       l.lanpltrusted AS trusted, l.lanplcallfoid::pg_catalog.regproc::text AS handler,
       nullif(l.laninline::pg_catalog.regproc::text, '-') AS inline,
       nullif(l.lanvalidator::pg_catalog.regproc::text, '-') AS validator
FROM pg_catalog.pg_language l
WHERE l.lanispl AND l.oid >= 16384
