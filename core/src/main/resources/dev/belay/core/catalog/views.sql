-- Views. The check option is among the options of the catalog, and a clause of its own in SQL.
SELECT 'VIEW' AS type, c.tableoid AS catalog, c.oid, n.nspname AS schema, c.relname AS name,
       pg_catalog.pg_get_userbyid(c.relowner) AS owner,
       c.relacl::text[] AS acl, pg_catalog.acldefault('r', c.relowner)::text[] AS acl_standard,
       pg_catalog.pg_get_viewdef(c.oid) AS query,
       ARRAY(SELECT o FROM pg_catalog.unnest(c.reloptions) WITH ORDINALITY AS u (o, i)
             WHERE o !~ '^check_option=' ORDER BY i) AS options,
       (SELECT pg_catalog.upper(pg_catalog.split_part(o, '=', 2)) FROM pg_catalog.unnest(c.reloptions) AS u (o)
        WHERE o ~ '^check_option=') AS check_option
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'v' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
