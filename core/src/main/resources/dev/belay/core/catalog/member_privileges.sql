-- What was granted or revoked on members of extensions and on what initdb made, beyond what they came with. Of
-- the information schema the server does not note that; there, what has privileges at all came readable for everybody.
WITH thing AS (
    SELECT c.tableoid AS catalog, c.oid, n.nspname AS schema, c.relname AS name,
           CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS sort, '' AS arguments, c.relowner AS owner,
           c.relacl AS acl,
           CASE WHEN n.nspname = 'information_schema' AND c.relacl IS NOT NULL
                THEN pg_catalog.acldefault('r', c.relowner)
                     || pg_catalog.makeaclitem(0, c.relowner, 'SELECT', false)
                WHEN c.relkind = 'S' THEN pg_catalog.acldefault('s', c.relowner)
                ELSE pg_catalog.acldefault('r', c.relowner) END AS standard
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
    UNION ALL
    SELECT p.tableoid, p.oid, n.nspname, p.proname, CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END,
           '(' || pg_catalog.oidvectortypes(p.proargtypes) || ')', p.proowner, p.proacl,
           pg_catalog.acldefault('f', p.proowner)
    FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    UNION ALL
    SELECT t.tableoid, t.oid, n.nspname, t.typname, 'TYPE', '', t.typowner, t.typacl,
           pg_catalog.acldefault('T', t.typowner)
    FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    UNION ALL
    SELECT l.tableoid, l.oid, '', l.lanname, 'LANGUAGE', '', l.lanowner, l.lanacl,
           pg_catalog.acldefault('l', l.lanowner)
    FROM pg_catalog.pg_language l
    UNION ALL
    SELECT n.tableoid, n.oid, '', n.nspname, 'SCHEMA', '', n.nspowner, n.nspacl,
           CASE n.nspname WHEN 'information_schema'
                THEN pg_catalog.acldefault('n', n.nspowner)
                     || pg_catalog.makeaclitem(0, n.nspowner, 'USAGE', false)
                ELSE pg_catalog.acldefault('n', n.nspowner) END
    FROM pg_catalog.pg_namespace n
    WHERE n.nspname NOT LIKE 'pg\_temp\_%' AND n.nspname NOT LIKE 'pg\_toast%' AND n.nspname <> 'public'
    UNION ALL
    SELECT w.tableoid, w.oid, '', w.fdwname, 'FOREIGN DATA WRAPPER', '', w.fdwowner, w.fdwacl,
           pg_catalog.acldefault('F', w.fdwowner)
    FROM pg_catalog.pg_foreign_data_wrapper w
    UNION ALL
    SELECT s.tableoid, s.oid, '', s.srvname, 'FOREIGN SERVER', '', s.srvowner, s.srvacl,
           pg_catalog.acldefault('S', s.srvowner)
    FROM pg_catalog.pg_foreign_server s
), compared AS (
    SELECT t.*, m.refobjid AS extension, coalesce(t.acl, t.standard)::text[] AS now,
           coalesce(i.initprivs, t.standard)::text[] AS initially
    FROM thing t
    LEFT JOIN pg_catalog.pg_init_privs i ON i.classoid = t.catalog AND i.objoid = t.oid AND i.objsubid = 0
    LEFT JOIN pg_catalog.pg_depend m ON m.classid = t.catalog AND m.objid = t.oid AND m.deptype = 'e'
                                    AND m.refclassid = 'pg_catalog.pg_extension'::regclass
    WHERE t.oid < 16384 OR m.refobjid IS NOT NULL
)
-- The catalog 0 is nobody's: the object itself stays what it is, a member.
SELECT 'MEMBER_PRIVILEGES' AS type, 0 AS catalog, c.oid, c.schema, c.name,
       pg_catalog.lower(c.sort) || c.arguments AS qualifier, pg_catalog.pg_get_userbyid(c.owner) AS owner,
       c.now AS acl, c.initially AS acl_standard, c.sort, c.arguments, c.extension
FROM compared c
WHERE NOT (c.now @> c.initially AND c.initially @> c.now)
   OR c.sort = 'TABLE' AND EXISTS (
          SELECT FROM pg_catalog.pg_attribute a
          LEFT JOIN pg_catalog.pg_init_privs i
                 ON i.classoid = c.catalog AND i.objoid = c.oid AND i.objsubid = a.attnum
          WHERE a.attrelid = c.oid AND NOT a.attisdropped AND (a.attacl IS NOT NULL OR i.initprivs IS NOT NULL)
            AND NOT (coalesce(a.attacl, '{}')::text[] @> coalesce(i.initprivs, '{}')::text[]
                     AND coalesce(i.initprivs, '{}')::text[] @> coalesce(a.attacl, '{}')::text[]))
