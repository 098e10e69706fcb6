-- Security labels. Subscriptions belong to a database, but are in a catalog that all databases share, and so are their labels.
SELECT l.classoid AS catalog, l.objoid AS oid, l.objsubid AS part, l.provider, l.label
FROM pg_catalog.pg_seclabel l
UNION ALL
SELECT l.classoid, l.objoid, 0, l.provider, l.label
FROM pg_catalog.pg_shseclabel l
WHERE l.classoid = 'pg_catalog.pg_subscription'::regclass
ORDER BY provider
