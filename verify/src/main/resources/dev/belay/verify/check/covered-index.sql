-- title: an index that begins another one
-- severity: warning
-- why: the longer index answers every query that the shorter one answers, and each write maintains both
-- do: DROP INDEX CONCURRENTLY, unless it is much smaller and most queries need no more
WITH signature AS MATERIALIZED (
    SELECT i.indexrelid, i.indrelid, n.nspname, t.relname AS table_name, c.relname AS name, c.relam,
           i.indisunique, i.indimmediate, i.indnkeyatts AS keys_count,
           coalesce(CASE WHEN i.indisunique THEN pg_catalog.to_jsonb(i) ->> 'indnullsnotdistinct' END, 'false')
               AS nulls_not_distinct,
           ARRAY(SELECT pg_catalog.concat_ws('|',
                     CASE i.indkey[k] WHEN 0 THEN pg_catalog.pg_get_indexdef(i.indexrelid, k + 1, false)
                                      ELSE i.indkey[k]::text END,
                     i.indclass[k], i.indcollation[k], i.indoption[k])
                 FROM pg_catalog.generate_series(0, i.indnkeyatts - 1) k ORDER BY k) AS keys,
           ARRAY(SELECT CASE i.indkey[k] WHEN 0 THEN pg_catalog.pg_get_indexdef(i.indexrelid, k + 1, false)
                                         ELSE i.indkey[k]::text END
                 FROM pg_catalog.generate_series(0, i.indnatts - 1) k ORDER BY k) AS columns,
           coalesce(pg_catalog.pg_get_expr(i.indpred, i.indrelid), '') AS predicate,
           -- What the server or somebody else relies on is never the one to drop.
           i.indisprimary OR i.indisreplident OR i.indisexclusion
               OR EXISTS (SELECT FROM pg_catalog.pg_constraint o WHERE o.conindid = i.indexrelid) AS needed
    FROM pg_catalog.pg_index i
    JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
    JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND i.indisvalid AND NOT c.relispartition
)
SELECT a.nspname AS schema, a.table_name AS relation, pg_catalog.format('%I.%I', a.nspname, a.name) AS object,
       'begins ' || pg_catalog.string_agg(pg_catalog.format('%I', b.name), ', ' ORDER BY b.name) AS message
FROM signature a
JOIN signature b ON b.indrelid = a.indrelid AND b.indexrelid <> a.indexrelid AND b.relam = a.relam
                AND b.predicate = a.predicate AND b.keys_count >= a.keys_count
                AND b.keys[1:a.keys_count] = a.keys AND b.columns @> a.columns
                -- With equal columns it is duplicate-index's.
                AND NOT (b.keys_count = a.keys_count AND a.columns @> b.columns)
JOIN pg_catalog.pg_am m ON m.oid = a.relam AND m.amname = 'btree'
WHERE NOT a.needed AND NOT a.indisunique
GROUP BY a.nspname, a.table_name, a.name
ORDER BY 3
