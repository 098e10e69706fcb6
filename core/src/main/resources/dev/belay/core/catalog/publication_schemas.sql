-- Schemas of publications. There are none before 15.
SELECT 'PUBLICATION_SCHEMA' AS type, 0 AS catalog, 0 AS oid, '' AS schema, '' AS name, '' AS qualifier  --[-14]
WHERE false                                                                   --[-14]
SELECT 'PUBLICATION_SCHEMA' AS type, m.tableoid AS catalog, m.oid, '' AS schema, n.nspname AS name,  --[15-]
       p.pubname AS qualifier                                                 --[15-]
FROM pg_catalog.pg_publication_namespace m                                    --[15-]
JOIN pg_catalog.pg_publication p ON p.oid = m.pnpubid                         --[15-]
JOIN pg_catalog.pg_namespace n ON n.oid = m.pnnspid                           --[15-]
