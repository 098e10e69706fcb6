-- title: a trigger that does not fire
-- severity: warning
-- why: DISABLE TRIGGER is often left from a load of data; DISABLE TRIGGER ALL also disables those by which the server
--   keeps foreign keys, which then hold for nobody
-- do: ALTER TABLE … ENABLE TRIGGER; after a foreign key was off, look for orphans first
SELECT n.nspname AS schema, t.relname AS relation,
       pg_catalog.format('%I.%I.%I', n.nspname, t.relname, g.tgname) AS object, 'warning' AS severity,
       'is disabled' AS message,
       pg_catalog.format('ALTER TABLE %I.%I ENABLE TRIGGER %I', n.nspname, t.relname, g.tgname) AS hint
FROM pg_catalog.pg_trigger g
JOIN pg_catalog.pg_class t ON t.oid = g.tgrelid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
LEFT JOIN pg_catalog.pg_trigger p ON p.oid = g.tgparentid
WHERE NOT g.tgisinternal AND g.tgenabled = 'D' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND p.tgenabled IS DISTINCT FROM 'D'
UNION ALL
SELECT n.nspname, t.relname, pg_catalog.format('%I.%I.%I', n.nspname, t.relname, o.conname), 'error',
       pg_catalog.format('is not kept when %s changes: its internal triggers are disabled',
           pg_catalog.string_agg(DISTINCT pg_catalog.format('%I.%I', gn.nspname, gt.relname), ' or ')),
       pg_catalog.string_agg(DISTINCT pg_catalog.format('ALTER TABLE %I.%I ENABLE TRIGGER ALL', gn.nspname, gt.relname), '; ')
FROM pg_catalog.pg_trigger g
JOIN pg_catalog.pg_class gt ON gt.oid = g.tgrelid
JOIN pg_catalog.pg_namespace gn ON gn.oid = gt.relnamespace
JOIN pg_catalog.pg_constraint o ON o.oid = g.tgconstraint
JOIN pg_catalog.pg_class t ON t.oid = o.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
WHERE g.tgisinternal AND g.tgenabled IN ('D', 'R') AND o.conparentid = 0
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
GROUP BY n.nspname, t.relname, o.conname
ORDER BY 3
