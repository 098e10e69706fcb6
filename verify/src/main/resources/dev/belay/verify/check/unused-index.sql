-- title: an index that no query has used
-- severity: info
-- why: it costs disk, and time in every write; but the counters begin anew with a restore, a crash and pg_stat_reset(),
--   replicas count for themselves, and some queries run once a month
-- do: compare the counters of a whole window, on every replica, before DROP INDEX CONCURRENTLY
WITH uses AS (
    -- Those on partitions count for the index of the whole.
    SELECT coalesce(CASE WHEN c.relispartition THEN pg_catalog.pg_partition_root(c.oid) END, c.oid) AS root,
           sum(s.idx_scan) AS scans, sum(pg_catalog.pg_relation_size(c.oid)) AS bytes
    FROM pg_catalog.pg_stat_user_indexes s
    JOIN pg_catalog.pg_class c ON c.oid = s.indexrelid
    GROUP BY 1
)
SELECT n.nspname AS schema, t.relname AS relation, pg_catalog.format('%I.%I', n.nspname, c.relname) AS object,
       pg_catalog.format('has never been used (%s)', pg_catalog.pg_size_pretty(u.bytes))
       || coalesce(', in the ' || pg_catalog.date_trunc('minute', pg_catalog.now() - d.stats_reset)::text
                   || ' since the counters were reset', '') AS message
FROM uses u
JOIN pg_catalog.pg_class c ON c.oid = u.root
JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_stat_database d ON d.datname = pg_catalog.current_database()
WHERE u.scans = 0 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND i.indisvalid
  -- Enforcing something is a use that is not counted.
  AND NOT i.indisunique AND NOT i.indisexclusion AND NOT i.indisreplident
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint o WHERE o.conindid = c.oid)
  -- So is finding the rows that refer to one that is deleted.
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint o
                  WHERE o.conrelid = i.indrelid AND o.contype = 'f' AND i.indkey[0] = ANY (o.conkey))
ORDER BY 3
