-- Large objects, without what is in them. Everything else in the catalogs speaks of them as of pg_largeobject.
SELECT 'LARGE_OBJECT' AS type, 'pg_catalog.pg_largeobject'::regclass::oid AS catalog, l.oid,
       '' AS schema, l.oid::text AS name,
       pg_catalog.pg_get_userbyid(l.lomowner) AS owner,
       l.lomacl::text[] AS acl, pg_catalog.acldefault('L', l.lomowner)::text[] AS acl_standard
FROM pg_catalog.pg_largeobject_metadata l
