-- What entries of catalogs are called, without those of temporary tables, TOAST tables and the information schema, and
-- without what depends on such a table.
WITH hidden AS (SELECT n.oid FROM pg_catalog.pg_namespace n
                WHERE n.nspname ~ '^pg_(temp|toast)' OR n.nspname = 'information_schema')
SELECT coalesce(o.type || ' ' || o.identity, 'entry ' || a.oid || ' of ' || a.catalog::oid::regclass) AS name
FROM ROWS FROM (pg_catalog.unnest(?::int8[]), pg_catalog.unnest(?::int8[])) a (catalog, oid)
CROSS JOIN LATERAL pg_catalog.pg_identify_object(a.catalog::oid, a.oid::oid, 0) o
WHERE (o.schema IS NULL OR o.schema !~ '^pg_(temp|toast)' AND o.schema <> 'information_schema')
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  JOIN pg_catalog.pg_class c ON c.oid = d.refobjid AND d.refclassid = c.tableoid
                  WHERE d.classid = a.catalog::oid AND d.objid = a.oid::oid AND c.relnamespace IN (SELECT oid FROM hidden))
ORDER BY 1
