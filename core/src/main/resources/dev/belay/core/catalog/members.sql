-- What belongs to an extension.
SELECT d.classid AS catalog, d.objid AS oid, d.refobjid AS extension
FROM pg_catalog.pg_depend d
WHERE d.deptype = 'e' AND d.refclassid = 'pg_catalog.pg_extension'::regclass
