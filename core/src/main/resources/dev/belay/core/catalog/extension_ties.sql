-- What is dropped with an extension although it is none of its members (ALTER ... DEPENDS ON EXTENSION).
SELECT d.classid AS catalog, d.objid AS oid, e.extname AS extension
FROM pg_catalog.pg_depend d
JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
WHERE d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.deptype = 'x'
ORDER BY 1, 2, 3
