-- The triggers by which the server keeps a foreign key, where they do not fire as usual: ALTER TABLE ... DISABLE TRIGGER ALL.
-- Their own names mean nothing elsewhere. Those of partitions count for the foreign key of the whole.
WITH RECURSIVE roots AS (
    SELECT o.oid, o.oid AS root FROM pg_catalog.pg_constraint o WHERE o.contype = 'f' AND o.conparentid = 0
    UNION ALL
    SELECT o.oid, r.root FROM pg_catalog.pg_constraint o JOIN roots r ON o.conparentid = r.oid WHERE o.contype = 'f')
SELECT roots.root AS part_of,
       pg_catalog.format('%I.%I', n.nspname, t.relname)
       || CASE WHEN (g.tgtype & 4) <> 0 THEN ' on insert' WHEN (g.tgtype & 8) <> 0 THEN ' on delete' ELSE ' on update' END
           AS name,
       g.tgenabled AS enabled
FROM pg_catalog.pg_trigger g
JOIN roots ON roots.oid = g.tgconstraint
JOIN pg_catalog.pg_class t ON t.oid = g.tgrelid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
WHERE g.tgisinternal AND g.tgenabled <> 'O'
ORDER BY 1, 2
