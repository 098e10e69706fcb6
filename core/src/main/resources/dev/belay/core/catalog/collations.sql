-- Collations that the encoding of the database can use.
SELECT 'COLLATION' AS type, c.tableoid AS catalog, c.oid, n.nspname AS schema, c.collname AS name,
       pg_catalog.pg_get_userbyid(c.collowner) AS owner,
       CASE c.collprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' END AS provider,
       c.collisdeterministic AS deterministic,
       CASE c.collprovider WHEN 'i' THEN c.collcollate END AS locale,                --[-14]
       c.colliculocale AS locale,                                                    --[15-16]
       c.colllocale AS locale,                                                       --[17-]
       CASE c.collprovider WHEN 'c' THEN c.collcollate END AS lc_collate,
       CASE c.collprovider WHEN 'c' THEN c.collctype END AS lc_ctype,
       NULL AS rules                                                                 --[-15]
       c.collicurules AS rules                                                       --[16-]
FROM pg_catalog.pg_collation c
JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
JOIN pg_catalog.pg_database b ON b.datname = pg_catalog.current_database()
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.collencoding IN (-1, b.encoding)
