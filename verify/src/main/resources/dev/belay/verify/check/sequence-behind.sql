-- title: a sequence that will hand out a value that is there already
-- severity: error
-- why: rows that were loaded with their keys, or a restore without the sequences, leave a sequence behind its column: the
--   next INSERT fails on the key, or makes a double where there is none
-- do: set it to the furthest value of the column
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
), fed AS (
    SELECT n.nspname, t.relname, a.attname, sn.nspname AS sequence_schema, s.relname AS sequence,
           q.seqincrement AS step, q.seqstart AS start,
           CASE WHEN pg_catalog.has_sequence_privilege(s.oid, 'USAGE, SELECT')
                THEN pg_catalog.pg_sequence_last_value(s.oid) END AS last,
           pg_catalog.has_sequence_privilege(s.oid, 'USAGE, SELECT') AS sequence_seen,
           pg_catalog.has_column_privilege(t.oid, a.attnum, 'SELECT') AS column_seen,
           pg_catalog.has_schema_privilege(n.oid, 'USAGE') AS schema_seen,
           pg_catalog.row_security_active(t.oid) AS rows_hidden,
           -- Without an index on it, the furthest value costs the whole table.
           t.relpages < 12800 OR EXISTS (SELECT FROM pg_catalog.pg_index i
                                         WHERE i.indrelid = t.oid AND i.indkey[0] = a.attnum AND i.indisvalid) AS cheap
    FROM feeds f
    JOIN pg_catalog.pg_class s ON s.oid = f.sequence AND s.relkind = 'S'
    JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace
    JOIN pg_catalog.pg_sequence q ON q.seqrelid = s.oid
    JOIN pg_catalog.pg_class t ON t.oid = f.relation AND t.relkind IN ('r', 'p') AND NOT t.relispartition
    JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = f.number AND NOT a.attisdropped
    -- Each table that is read stays locked (ACCESS SHARE) until the query ends. Where there are thousands, ask in parts:
    -- SET belay.parts = 10; SET belay.part = 0; and so on up to 9.
    WHERE s.oid::bigint % coalesce(nullif(pg_catalog.current_setting('belay.parts', true), ''), '1')::bigint
              = coalesce(nullif(pg_catalog.current_setting('belay.part', true), ''), '0')::bigint
      AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'numeric'::regtype)
      AND NOT q.seqcycle AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
), reached AS MATERIALIZED (
    SELECT f.*,
           CASE WHEN sequence_seen AND column_seen AND schema_seen AND NOT rows_hidden AND cheap THEN
               pg_catalog.substring(
                   pg_catalog.query_to_xml(
                       pg_catalog.format('SELECT %s(%I) AS m FROM %I.%I',
                           CASE WHEN step > 0 THEN 'max' ELSE 'min' END, attname, nspname, relname),
                       false, false, '')::text,
                   '<m>([^<]*)</m>')::numeric
           END AS furthest
    FROM fed f
)
SELECT nspname AS schema, relname AS relation, pg_catalog.format('%I.%I', sequence_schema, sequence) AS object,
       pg_catalog.format('%s, and %I.%I.%I is at %s already',
           coalesce('stands at ' || last::text, 'starts with ' || start::text), nspname, relname, attname, furthest)
       AS message,
       pg_catalog.format('SELECT setval(%L, %s)', pg_catalog.format('%I.%I', sequence_schema, sequence), furthest) AS hint,
       NULL AS missing_grant
FROM reached
WHERE CASE WHEN step > 0 THEN furthest > coalesce(last, start - 1) ELSE furthest < coalesce(last, start + 1) END
UNION ALL
SELECT nspname, relname, pg_catalog.format('%I.%I', sequence_schema, sequence),
       CASE WHEN rows_hidden THEN 'row-level security hides rows from this role'
            WHEN NOT cheap THEN 'the column has no index, and the table is large'
            ELSE 'this role may not read it' END,
       NULL,
       CASE WHEN rows_hidden THEN pg_catalog.format('ALTER ROLE %I BYPASSRLS', CURRENT_USER)
            WHEN NOT schema_seen THEN pg_catalog.format('GRANT USAGE ON SCHEMA %I TO %I', nspname, CURRENT_USER)
            WHEN NOT column_seen THEN pg_catalog.format('GRANT SELECT ON %I.%I TO %I', nspname, relname, CURRENT_USER)
            WHEN NOT sequence_seen THEN
                pg_catalog.format('GRANT SELECT ON SEQUENCE %I.%I TO %I', sequence_schema, sequence, CURRENT_USER)
            ELSE '' END
FROM reached
WHERE NOT (sequence_seen AND column_seen AND schema_seen AND NOT rows_hidden AND cheap)
ORDER BY 3
