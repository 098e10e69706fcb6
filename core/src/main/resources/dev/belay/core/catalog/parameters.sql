-- Configuration parameters on which something was granted, since 15.
SELECT p.parname AS name, pg_catalog.pg_get_userbyid(10) AS owner,  --[15-]
       p.paracl::text[] AS acl, pg_catalog.acldefault('p', 10)::text[] AS acl_standard  --[15-]
FROM pg_catalog.pg_parameter_acl p  --[15-]
ORDER BY p.parname  --[15-]
SELECT WHERE false  --[-14]
