-- Rules. The one of a view that makes it a view is the view's own.
SELECT 'RULE' AS type, r.tableoid AS catalog, r.oid, n.nspname AS schema, r.rulename AS name,
       t.relname AS qualifier, r.ev_class AS of_table,
       pg_catalog.pg_get_ruledef(r.oid) AS definition, r.ev_enabled AS enabled
FROM pg_catalog.pg_rewrite r
JOIN pg_catalog.pg_class t ON t.oid = r.ev_class
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT (r.ev_type = '1' AND t.relkind IN ('v', 'm'))
