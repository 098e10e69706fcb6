-- Which object needs which. What initdb made is pinned, needs nothing and is not listed; "public" is the exception.
SELECT d.classid AS catalog, d.objid AS oid, d.refclassid AS needed_catalog, d.refobjid AS needed_oid
FROM pg_catalog.pg_depend d
WHERE d.deptype NOT IN ('p', 'e') AND d.objid >= 16384
  AND (d.refobjid >= 16384 OR d.refclassid = 'pg_catalog.pg_namespace'::regclass)
GROUP BY 1, 2, 3, 4
UNION ALL -- row security on its table
SELECT 0, c.oid, c.tableoid, c.oid
FROM pg_catalog.pg_class c
WHERE c.oid >= 16384 AND (c.relrowsecurity OR c.relforcerowsecurity)
