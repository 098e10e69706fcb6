-- Triggers that somebody made, and those of partitions that do not fire as the one they were cloned from.
SELECT 'TRIGGER' AS type, g.tableoid AS catalog, g.oid, n.nspname AS schema, g.tgname AS name,
       t.relname AS qualifier, g.tgrelid AS of_table,
       pg_catalog.pg_get_triggerdef(g.oid, false) AS definition, g.tgenabled AS enabled,
       g.tgparentid <> 0 AS cloned
FROM pg_catalog.pg_trigger g
JOIN pg_catalog.pg_class t ON t.oid = g.tgrelid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
LEFT JOIN pg_catalog.pg_trigger p ON p.oid = g.tgparentid
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND CASE WHEN g.tgparentid = 0 THEN NOT g.tgisinternal
           -- Clones are internal on 14; so are everywhere those of foreign keys, whose names mean nothing elsewhere.
           ELSE g.tgenabled <> p.tgenabled
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint o WHERE o.oid = g.tgconstraint AND o.contype <> 't')
      END
