-- title: a foreign key without a good index
-- severity: warning
-- why: each DELETE and each change of a key in the referenced table looks for rows that refer to it: without an index on
--   the referring columns it reads that whole table, and holds its locks as long
-- do: CREATE INDEX CONCURRENTLY on the referring columns, in any order, before any others
WITH keys AS MATERIALIZED (
    SELECT o.oid, o.conrelid, o.conname, o.conkey, n.nspname, t.relname, pg_catalog.cardinality(o.conkey) AS width,
           ARRAY(SELECT pg_catalog.format('%I IS NOT NULL', a.attname) FROM pg_catalog.pg_attribute a
                 WHERE a.attrelid = o.conrelid AND a.attnum = ANY (o.conkey)) AS not_null,
           (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY k.place)
            FROM pg_catalog.unnest(o.conkey) WITH ORDINALITY k (attnum, place)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = k.attnum) AS columns
    FROM pg_catalog.pg_constraint o
    JOIN pg_catalog.pg_class t ON t.oid = o.conrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
    WHERE o.contype = 'f' AND o.conparentid = 0 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
), graded AS (
    -- 3: the columns come first and all together; 2: only some of them; 1: further behind, or an index of summaries.
    SELECT k.oid, c.relname AS index_name,
           CASE WHEN m.amname IN ('btree', 'hash', 'gist', 'spgist') AND i.indnkeyatts >= k.width
                     AND (i.indkey::int2[])[0:k.width - 1] @> k.conkey THEN 3
                WHEN m.amname IN ('btree', 'hash', 'gist', 'spgist') AND i.indkey[0] = ANY (k.conkey) THEN 2
                ELSE 1 END AS grade
    FROM keys k
    JOIN pg_catalog.pg_index i ON i.indrelid = k.conrelid AND (i.indisvalid AND i.indislive)
    JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
    JOIN pg_catalog.pg_am m ON m.oid = c.relam
    WHERE (i.indkey::int2[])[0:i.indnkeyatts - 1] && k.conkey AND m.amname <> 'gin'
      AND (i.indpred IS NULL
           OR pg_catalog.string_to_array(pg_catalog.btrim(pg_catalog.pg_get_expr(i.indpred, i.indrelid), '()'), ') AND (')
              <@ k.not_null)
), best AS (
    SELECT DISTINCT ON (oid) oid, index_name, grade FROM graded ORDER BY oid, grade DESC, index_name
)
SELECT k.nspname AS schema, k.relname AS relation,
       pg_catalog.format('%I.%I.%I', k.nspname, k.relname, k.conname) AS object,
       CASE b.grade WHEN 2 THEN 'info' ELSE 'warning' END AS severity,
       CASE b.grade WHEN 2 THEN pg_catalog.format('is found by a part of its columns only: index %I', b.index_name)
                    WHEN 1 THEN pg_catalog.format('is only on index %I, which cannot lead to its rows', b.index_name)
                    ELSE 'has no index on its columns' END AS message,
       pg_catalog.format('CREATE INDEX CONCURRENTLY ON %I.%I (%s)', k.nspname, k.relname, k.columns) AS hint
FROM keys k
LEFT JOIN best b ON b.oid = k.oid
WHERE b.grade IS DISTINCT FROM 3
ORDER BY 3
