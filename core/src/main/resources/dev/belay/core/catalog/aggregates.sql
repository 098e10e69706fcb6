-- Aggregates: ordinary, ordered-set and hypothetical-set ones. The columns "m..." are those of the moving-aggregate mode.
SELECT 'AGGREGATE' AS type, p.tableoid AS catalog, p.oid, n.nspname AS schema, p.proname AS name,
       pg_catalog.array_to_string(ARRAY(
           SELECT pg_catalog.format_type(a.type, NULL) FROM pg_catalog.unnest(p.proargtypes) WITH ORDINALITY a (type, at)
           ORDER BY a.at), ', ') AS qualifier,
       pg_catalog.pg_get_userbyid(p.proowner) AS owner, p.proacl::text[] AS acl,
       pg_catalog.acldefault('f', p.proowner)::text[] AS acl_standard,
       CASE p.pronargs WHEN 0 THEN '*' ELSE pg_catalog.pg_get_function_arguments(p.oid) END AS arguments,
       CASE p.pronargs WHEN 0 THEN '*' ELSE pg_catalog.pg_get_function_identity_arguments(p.oid)
       END AS identity_arguments,
       CASE g.aggkind WHEN 'o' THEN 'ORDERED_SET' WHEN 'h' THEN 'HYPOTHETICAL_SET' ELSE 'NORMAL' END AS kind,
       g.aggtransfn::text AS transition, g.aggtranstype::pg_catalog.regtype::text AS state_type, g.aggtransspace AS space,
       g.agginitval AS initial, nullif(g.aggfinalfn::text, '-') AS final, g.aggfinalextra AS final_extra,
       CASE g.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END AS final_modify,
       nullif(g.aggmtransfn::text, '-') AS mtransition, nullif(g.aggminvtransfn::text, '-') AS minverse,
       g.aggmtranstype::pg_catalog.regtype::text AS mstate_type, g.aggmtransspace AS mspace, g.aggminitval AS minitial,
       nullif(g.aggmfinalfn::text, '-') AS mfinal, g.aggmfinalextra AS mfinal_extra,
       CASE g.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END AS mfinal_modify,
       nullif(g.aggcombinefn::text, '-') AS combine, nullif(g.aggserialfn::text, '-') AS serialize,
       nullif(g.aggdeserialfn::text, '-') AS deserialize,
       'OPERATOR(' || pg_catalog.quote_ident(s.nspname) || '.' || o.oprname || ')' AS sort_operator,
       CASE p.proparallel WHEN 's' THEN 'SAFE' WHEN 'r' THEN 'RESTRICTED' ELSE 'UNSAFE' END AS parallel
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_aggregate g ON g.aggfnoid = p.oid
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
LEFT JOIN pg_catalog.pg_operator o ON o.oid = g.aggsortop
LEFT JOIN pg_catalog.pg_namespace s ON s.oid = o.oprnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
