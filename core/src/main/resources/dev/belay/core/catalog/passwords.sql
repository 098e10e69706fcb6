-- The hashes of passwords, which few may read.
SELECT a.rolname AS name, a.rolpassword AS password
FROM pg_catalog.pg_authid a
WHERE a.rolpassword IS NOT NULL
