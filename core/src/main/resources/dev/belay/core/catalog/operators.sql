-- Operators, without those that were only named as the commutator or negator of another one.
SELECT 'OPERATOR' AS type, o.tableoid AS catalog, o.oid, n.nspname AS schema, o.oprname AS name,
       CASE o.oprleft WHEN 0 THEN 'NONE' ELSE pg_catalog.format_type(o.oprleft, NULL) END || ', '
       || CASE o.oprright WHEN 0 THEN 'NONE' ELSE pg_catalog.format_type(o.oprright, NULL) END AS qualifier,
       pg_catalog.pg_get_userbyid(o.oprowner) AS owner,
       o.oprcode::text AS function,
       CASE WHEN o.oprleft <> 0 THEN pg_catalog.format_type(o.oprleft, NULL) END AS left_type,
       CASE WHEN o.oprright <> 0 THEN pg_catalog.format_type(o.oprright, NULL) END AS right_type,
       'OPERATOR(' || pg_catalog.quote_ident(cn.nspname) || '.' || c.oprname || ')' AS commutator,
       'OPERATOR(' || pg_catalog.quote_ident(gn.nspname) || '.' || g.oprname || ')' AS negator,
       o.oprcanmerge AS merges, o.oprcanhash AS hashes,
       nullif(o.oprrest::text, '-') AS restriction, nullif(o.oprjoin::text, '-') AS joining
FROM pg_catalog.pg_operator o
JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
LEFT JOIN pg_catalog.pg_operator c ON c.oid = o.oprcom
LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = c.oprnamespace
LEFT JOIN pg_catalog.pg_operator g ON g.oid = o.oprnegate
LEFT JOIN pg_catalog.pg_namespace gn ON gn.oid = g.oprnamespace
WHERE o.oprcode <> 0 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
