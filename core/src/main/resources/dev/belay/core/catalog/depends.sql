-- Which object needs which. What initdb made is pinned, needs nothing and is not listed; "public" is the exception. Left out
-- is what says nothing: that a type of a table and an array type need what they are made for, a TOAST table and its index
-- their table, the index of a constraint that constraint, a default the columns of its own table.
SELECT d.classid AS catalog, d.objid AS oid, d.refclassid AS needed_catalog, d.refobjid AS needed_oid
FROM pg_catalog.pg_depend d
WHERE d.deptype NOT IN ('p', 'e') AND d.objid >= 16384
  AND (d.refobjid >= 16384 OR d.refclassid = 'pg_catalog.pg_namespace'::regclass)
  AND NOT (d.deptype = 'i' AND d.refobjsubid = 0
           AND (d.classid = 'pg_catalog.pg_type'::regclass
                AND d.refclassid IN ('pg_catalog.pg_class'::regclass, 'pg_catalog.pg_type'::regclass)
                OR d.classid = 'pg_catalog.pg_class'::regclass
                AND d.refclassid IN ('pg_catalog.pg_class'::regclass, 'pg_catalog.pg_constraint'::regclass)))
  AND NOT (d.classid = 'pg_catalog.pg_attrdef'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass
           AND d.refobjsubid <> 0)
  AND NOT (d.deptype = 'a' AND d.classid = 'pg_catalog.pg_class'::regclass
           AND d.refclassid = 'pg_catalog.pg_class'::regclass
           AND d.refobjid IN (SELECT t.reltoastrelid FROM pg_catalog.pg_class t WHERE t.reltoastrelid <> 0))
GROUP BY 1, 2, 3, 4
UNION ALL -- row security on its table
SELECT 0, c.oid, c.tableoid, c.oid
FROM pg_catalog.pg_class c
WHERE c.oid >= 16384 AND (c.relrowsecurity OR c.relforcerowsecurity)
