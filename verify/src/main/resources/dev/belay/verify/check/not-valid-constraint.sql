-- title: a constraint that old rows need not obey
-- severity: warning
-- why: NOT VALID constraints are checked for new rows only: the planner does not rely on them, and a restore or a later
--   VALIDATE fails on the rows that break them
-- do: find the rows that break it, then ALTER TABLE … VALIDATE CONSTRAINT; it lets reads and writes go on
SELECT n.nspname AS schema, t.relname AS relation,
       pg_catalog.format('%I.%I.%I', n.nspname, t.relname, o.conname) AS object,
       pg_catalog.format('is not validated: %s', pg_catalog.pg_get_constraintdef(o.oid)) AS message,
       pg_catalog.format('ALTER TABLE %I.%I VALIDATE CONSTRAINT %I', n.nspname, t.relname, o.conname) AS hint
FROM pg_catalog.pg_constraint o
JOIN pg_catalog.pg_class t ON t.oid = o.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
WHERE NOT o.convalidated AND o.conparentid = 0 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  -- From 18 on; NOT ENFORCED says that nobody means to.
  AND coalesce(pg_catalog.to_jsonb(o) ->> 'conenforced', 'true') = 'true'
ORDER BY 3
