-- title: a sequence that is nearly used up
-- severity: warning
-- why: after its last value, or after the largest that the type of its column holds, every INSERT fails; the usual case
--   is an integer key, which ends at 2147483647
-- do: change the column and the sequence to bigint while there is time: that rewrites the table
WITH feeds AS (
    SELECT objid AS sequence, refobjid AS relation, refobjsubid AS number
    FROM pg_catalog.pg_depend
    WHERE classid = 'pg_catalog.pg_class'::regclass AND refclassid = 'pg_catalog.pg_class'::regclass
      AND deptype IN ('a', 'i') AND refobjsubid > 0
    UNION
    SELECT d.refobjid, f.adrelid, f.adnum
    FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_attrdef f ON f.oid = d.objid
    WHERE d.classid = 'pg_catalog.pg_attrdef'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass
), narrowest AS (
    SELECT DISTINCT ON (f.sequence) f.sequence, t.relname AS table_name,
           CASE a.atttypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647 END AS widest
    FROM feeds f
    JOIN pg_catalog.pg_class t ON t.oid = f.relation
    JOIN pg_catalog.pg_attribute a ON a.attrelid = f.relation AND a.attnum = f.number
    ORDER BY f.sequence, 3 NULLS LAST, t.relispartition, t.oid
), fed AS (
    SELECT n.nspname, s.relname, w.table_name,
           CASE WHEN pg_catalog.has_sequence_privilege(s.oid, 'USAGE, SELECT')
                THEN pg_catalog.pg_sequence_last_value(s.oid) END AS last, q.seqincrement AS step,
           q.seqmin, q.seqmax, q.seqstart,
           pg_catalog.has_sequence_privilege(s.oid, 'USAGE, SELECT') AS seen, w.widest
    FROM pg_catalog.pg_sequence q
    JOIN pg_catalog.pg_class s ON s.oid = q.seqrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace
    LEFT JOIN narrowest w ON w.sequence = s.oid
    WHERE NOT q.seqcycle AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
), used AS (
    SELECT *, CASE WHEN step > 0 THEN least(seqmax, widest::bigint) ELSE greatest(seqmin, -widest::bigint - 1) END AS limit_value
    FROM fed
), measured AS (
    SELECT *, abs(last::numeric - seqstart) / nullif(abs(limit_value::numeric - seqstart), 0) AS part FROM used
)
SELECT nspname AS schema, coalesce(table_name, relname) AS relation, pg_catalog.format('%I.%I', nspname, relname) AS object,
       CASE WHEN part >= 0.9 THEN 'error' ELSE 'warning' END AS severity,
       pg_catalog.format('is used up to %s %%: it stands at %s of %s', pg_catalog.round(part * 100, 1), last, limit_value)
       AS message, NULL AS missing_grant
FROM measured
WHERE part >= 0.7
UNION ALL
SELECT nspname, coalesce(table_name, relname), pg_catalog.format('%I.%I', nspname, relname), NULL,
       'this role may not read it',
       pg_catalog.format('GRANT SELECT ON SEQUENCE %I.%I TO %I', nspname, relname, CURRENT_USER)
FROM measured
WHERE NOT seen
ORDER BY 3
