-- What was granted or revoked on members of extensions and on what initdb made, beyond what they came with. Of
-- the information schema the server does not note that; there, what has privileges at all came readable for everybody.
-- "standard" is the sort of object as acldefault calls it, and "everybody" what PUBLIC may besides.
WITH thing AS (
    SELECT c.tableoid AS catalog, c.oid, n.nspname AS schema, c.relname AS name,
           CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS sort, NULL::oidvector AS arguments,
           c.relowner AS owner, c.relacl AS acl,
           CASE WHEN c.relkind = 'S' AND n.nspname <> 'information_schema' THEN 's' ELSE 'r' END::"char" AS standard,
           CASE WHEN n.nspname = 'information_schema' AND c.relacl IS NOT NULL THEN 'SELECT' END AS everybody
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
    UNION ALL
    SELECT p.tableoid, p.oid, n.nspname, p.proname, CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END,
           p.proargtypes, p.proowner, p.proacl, 'f', NULL
    FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    UNION ALL
    SELECT t.tableoid, t.oid, n.nspname, t.typname, 'TYPE', NULL, t.typowner, t.typacl, 'T', NULL
    FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    UNION ALL
    SELECT l.tableoid, l.oid, '', l.lanname, 'LANGUAGE', NULL, l.lanowner, l.lanacl, 'l', NULL
    FROM pg_catalog.pg_language l
    UNION ALL
    SELECT n.tableoid, n.oid, '', n.nspname, 'SCHEMA', NULL, n.nspowner, n.nspacl, 'n',
           CASE n.nspname WHEN 'information_schema' THEN 'USAGE' END
    FROM pg_catalog.pg_namespace n
    WHERE n.nspname NOT LIKE 'pg\_temp\_%' AND n.nspname NOT LIKE 'pg\_toast%' AND n.nspname <> 'public'
    UNION ALL
    SELECT w.tableoid, w.oid, '', w.fdwname, 'FOREIGN DATA WRAPPER', NULL, w.fdwowner, w.fdwacl, 'F', NULL
    FROM pg_catalog.pg_foreign_data_wrapper w
    UNION ALL
    SELECT s.tableoid, s.oid, '', s.srvname, 'FOREIGN SERVER', NULL, s.srvowner, s.srvacl, 'S', NULL
    FROM pg_catalog.pg_foreign_server s
), of_columns AS (
    SELECT a.attrelid
    FROM (SELECT a.attrelid, a.attnum, a.attacl
          FROM (SELECT c.oid FROM pg_catalog.pg_class c WHERE c.oid < 16384
                UNION ALL
                SELECT d.objid FROM pg_catalog.pg_depend d
                WHERE d.refclassid = 'pg_catalog.pg_extension'::regclass
                  AND d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype = 'e') m
          CROSS JOIN LATERAL (SELECT * FROM pg_catalog.pg_attribute a
                              WHERE a.attrelid = m.oid AND NOT a.attisdropped OFFSET 0) a
          OFFSET 0) a
    LEFT JOIN pg_catalog.pg_init_privs i
           ON i.classoid = 'pg_catalog.pg_class'::regclass AND i.objoid = a.attrelid AND i.objsubid = a.attnum
    WHERE (a.attacl IS NOT NULL OR i.initprivs IS NOT NULL)
      AND NOT (coalesce(a.attacl, '{}')::text[] @> coalesce(i.initprivs, '{}')::text[]
               AND coalesce(i.initprivs, '{}')::text[] @> coalesce(a.attacl, '{}')::text[])
), member AS ( -- by which nearly all is sorted out, before anything is computed
    SELECT t.*, m.refobjid AS extension, i.initprivs,
           t.sort = 'TABLE' AND t.oid IN (SELECT attrelid FROM of_columns) AS by_column
    FROM thing t
    LEFT JOIN pg_catalog.pg_init_privs i ON i.classoid = t.catalog AND i.objoid = t.oid AND i.objsubid = 0
    LEFT JOIN pg_catalog.pg_depend m ON m.classid = t.catalog AND m.objid = t.oid AND m.deptype = 'e'
                                    AND m.refclassid = 'pg_catalog.pg_extension'::regclass
    WHERE (t.oid < 16384 OR m.refobjid IS NOT NULL)
      AND (t.acl IS NOT NULL OR i.initprivs IS NOT NULL OR t.everybody IS NOT NULL
           OR t.sort = 'TABLE' AND t.oid IN (SELECT attrelid FROM of_columns))
    OFFSET 0
), compared AS (
    SELECT m.*, coalesce(m.acl, s.standard)::text[] AS now, coalesce(m.initprivs, s.standard)::text[] AS initially
    FROM member m
    CROSS JOIN LATERAL (
        SELECT CASE WHEN m.everybody IS NULL THEN pg_catalog.acldefault(m.standard, m.owner)
                    ELSE pg_catalog.acldefault(m.standard, m.owner)
                         || pg_catalog.makeaclitem(0, m.owner, m.everybody, false) END AS standard OFFSET 0) s
)
-- The catalog 0 is nobody's: the object itself stays what it is, a member.
SELECT 'MEMBER_PRIVILEGES' AS type, 0 AS catalog, c.oid, c.schema, c.name,
       pg_catalog.lower(c.sort) || a.arguments AS qualifier, pg_catalog.pg_get_userbyid(c.owner) AS owner,
       c.now AS acl, c.initially AS acl_standard, c.sort, a.arguments, c.extension
FROM compared c
CROSS JOIN LATERAL (SELECT CASE WHEN c.arguments IS NULL THEN ''
                                ELSE '(' || pg_catalog.oidvectortypes(c.arguments) || ')' END AS arguments) a
WHERE NOT (c.now @> c.initially AND c.initially @> c.now) OR c.by_column
