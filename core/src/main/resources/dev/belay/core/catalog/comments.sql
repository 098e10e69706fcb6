-- Comments on what users made, and on "public" and "plpgsql", which initdb made.
SELECT d.classoid AS catalog, d.objoid AS oid, d.objsubid AS part, d.description AS text
FROM pg_catalog.pg_description d
WHERE d.objoid >= 16384 OR d.classoid = 'pg_catalog.pg_namespace'::regclass
   OR d.classoid = 'pg_catalog.pg_largeobject'::regclass
