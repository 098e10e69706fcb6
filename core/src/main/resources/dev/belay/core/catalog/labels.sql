-- Security labels.
SELECT l.classoid AS catalog, l.objoid AS oid, l.objsubid AS part, l.provider, l.label
FROM pg_catalog.pg_seclabel l
ORDER BY l.provider
