-- Tables of publications.
SELECT 'PUBLICATION_TABLE' AS type, m.tableoid AS catalog, m.oid, n.nspname AS schema, t.relname AS name,
       p.pubname AS qualifier,
       NULL::text[] AS columns, NULL AS "where"                               --[-14]
       ARRAY(SELECT a.attname::text                                           --[15-]
             FROM pg_catalog.unnest(m.prattrs::int2[]) AS k (attnum)          --[15-]
             JOIN pg_catalog.pg_attribute a ON a.attrelid = m.prrelid AND a.attnum = k.attnum  --[15-]
             ORDER BY a.attnum) AS columns,                                   --[15-]
       pg_catalog.pg_get_expr(m.prqual, m.prrelid) AS "where"                 --[15-]
FROM pg_catalog.pg_publication_rel m
JOIN pg_catalog.pg_publication p ON p.oid = m.prpubid
JOIN pg_catalog.pg_class t ON t.oid = m.prrelid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
