-- Foreign-data wrappers.
SELECT 'FOREIGN_DATA_WRAPPER' AS type, w.tableoid AS catalog, w.oid, '' AS schema, w.fdwname AS name,
       pg_catalog.pg_get_userbyid(w.fdwowner) AS owner,
       w.fdwacl::text[] AS acl, pg_catalog.acldefault('F', w.fdwowner)::text[] AS acl_standard,
       nullif(w.fdwhandler, 0)::regproc::text AS handler, nullif(w.fdwvalidator, 0)::regproc::text AS validator
FROM pg_catalog.pg_foreign_data_wrapper w
WHERE w.oid >= 16384
