-- Schemas. "public" is made by initdb; its owner counts as given while it is the one that initdb chose. Its privileges are
-- told from a state that differs from the actual one whatever the target's version, as 15 took CREATE from everybody.
SELECT 'SCHEMA' AS type, n.tableoid AS catalog, n.oid, '' AS schema, n.nspname AS name,
       n.nspname = 'public' AS initial,
       n.nspname = 'public' AND n.nspowner = 10 AS initial_owner,  --[-14]
       n.nspname = 'public' AND n.nspowner = 6171 AS initial_owner,  --[15-]
       false AS dropped,
       pg_catalog.pg_get_userbyid(n.nspowner) AS owner,
       coalesce(n.nspacl, pg_catalog.acldefault('n', n.nspowner))::text[] AS acl,
       CASE WHEN n.nspname <> 'public' THEN pg_catalog.acldefault('n', n.nspowner)::text[]
            WHEN NOT EXISTS (SELECT FROM pg_catalog.aclexplode(n.nspacl) given  --[-14]
                             WHERE given.grantee = 0 AND given.privilege_type = 'CREATE')  --[-14]
            THEN pg_catalog.acldefault('n', n.nspowner)::text[]  --[-14]
                 || ('=UC' || pg_catalog.substr(pg_catalog.makeaclitem(0, n.nspowner, 'USAGE', false)::text, 3))  --[-14]
            ELSE (pg_catalog.acldefault('n', n.nspowner)
                  || pg_catalog.makeaclitem(0, n.nspowner, 'USAGE', false))::text[] END AS acl_standard
FROM pg_catalog.pg_namespace n
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
UNION ALL
SELECT 'SCHEMA', 'pg_catalog.pg_namespace'::regclass::oid, 0, '', 'public', true, true, true, NULL, '{}', '{}'
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname = 'public')
