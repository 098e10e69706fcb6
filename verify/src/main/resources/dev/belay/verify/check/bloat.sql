-- title: a table that is mostly empty space (an estimate)
-- severity: info
-- why: rows that were deleted or updated leave space that scans still read; much of it means that vacuum comes too late,
--   or that something, such as a long transaction or a replication slot, keeps it from its work
-- do: look for what holds vacuum back; VACUUM FULL, CLUSTER or pg_repack give the space back
WITH sized AS (
    SELECT c.oid, n.nspname, c.relname, c.reltuples, pg_catalog.pg_relation_size(c.oid) AS bytes,
           pg_catalog.current_setting('block_size')::bigint AS page,
           coalesce((SELECT pg_catalog.substring(o, 'fillfactor=([0-9]+)')::int
                     FROM pg_catalog.unnest(c.reloptions) o WHERE o ~ '^fillfactor='), 100) AS fill,
           pg_catalog.has_table_privilege(c.oid, 'SELECT') AS seen,
           (SELECT count(*) FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'm') AND c.reltuples >= 0 AND c.relpages > 1280
      AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
), widths AS (
    SELECT s.oid, count(*) AS columns, sum((1 - p.null_frac) * p.avg_width) AS width
    FROM sized s
    JOIN pg_catalog.pg_stats p ON p.schemaname = s.nspname AND p.tablename = s.relname AND NOT p.inherited
    GROUP BY s.oid
), estimated AS (
    -- 24 bytes in the header of a page; 24 in that of a row, 4 to point to it, and up to 8 to align it.
    SELECT s.*, w.columns AS known,
           page * ceil(reltuples * (28 + 8 * ceil(w.width / 8)) / ((page - 24) * fill / 100.0)) AS needed
    FROM sized s
    LEFT JOIN widths w ON w.oid = s.oid
)
SELECT nspname AS schema, relname AS relation, pg_catalog.format('%I.%I', nspname, relname) AS object,
       pg_catalog.format('%s of its %s are empty, as far as the statistics tell (%s %%)',
           pg_catalog.pg_size_pretty((bytes - needed)::bigint), pg_catalog.pg_size_pretty(bytes),
           pg_catalog.round((100 * (1 - needed / bytes))::numeric)) AS message,
       NULL AS missing_grant
FROM estimated
WHERE seen AND known = columns AND needed < bytes / 2.0 AND bytes - needed > 10 * 1024 * 1024
UNION ALL
SELECT nspname, relname, pg_catalog.format('%I.%I', nspname, relname), 'this role may not read its statistics',
       pg_catalog.format('GRANT SELECT ON %I.%I TO %I', nspname, relname, CURRENT_USER)
FROM estimated
WHERE NOT seen
ORDER BY 3
