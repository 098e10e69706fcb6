-- Default privileges. Those of the whole database replace the standard, those of a schema are added to it.
SELECT 'DEFAULT_PRIVILEGES' AS type, d.tableoid AS catalog, d.oid, coalesce(n.nspname, '') AS schema,
       pg_catalog.pg_get_userbyid(d.defaclrole) AS name,
       CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS'
                            WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' WHEN 'L' THEN 'LARGE OBJECTS'
       END AS qualifier,
       d.defaclacl::text[] AS default_acl,
       CASE WHEN d.defaclnamespace <> 0 THEN '{}'
            WHEN d.defaclobjtype = 'S' THEN pg_catalog.acldefault('s', d.defaclrole)::text[]
            ELSE pg_catalog.acldefault(d.defaclobjtype, d.defaclrole)::text[] END AS default_acl_standard
FROM pg_catalog.pg_default_acl d
LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
