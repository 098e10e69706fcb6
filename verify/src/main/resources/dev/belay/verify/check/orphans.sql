-- title: rows that refer to nothing
-- severity: error
-- why: a foreign key that is NOT VALID, not enforced, or whose internal triggers were disabled lets rows stay whose other
--   end is gone: joins lose them, and a restore of the constraint fails
-- do: repair or delete these rows, then VALIDATE the constraint; one that calls itself valid has to be made anew
WITH doubtful AS (
    SELECT o.oid, o.conname, n.nspname, t.relname, pn.nspname AS other_schema, p.relname AS other, o.confmatchtype = 'f' AS full_match,
           pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(t.oid, 'SELECT') AS seen,
           pg_catalog.has_schema_privilege(pn.oid, 'USAGE') AND pg_catalog.has_table_privilege(p.oid, 'SELECT') AS other_seen,
           pg_catalog.row_security_active(t.oid) OR pg_catalog.row_security_active(p.oid) AS rows_hidden,
           (SELECT pg_catalog.string_agg(pg_catalog.format('p.%I OPERATOR(%I.%s) c.%I',
                       pa.attname, ox.nspname, op.oprname, ca.attname), ' AND ')
            FROM pg_catalog.generate_subscripts(o.conkey, 1) k
            JOIN pg_catalog.pg_attribute ca ON ca.attrelid = o.conrelid AND ca.attnum = o.conkey[k]
            JOIN pg_catalog.pg_attribute pa ON pa.attrelid = o.confrelid AND pa.attnum = o.confkey[k]
            JOIN pg_catalog.pg_operator op ON op.oid = o.conpfeqop[k]
            JOIN pg_catalog.pg_namespace ox ON ox.oid = op.oprnamespace) AS same,
           (SELECT pg_catalog.string_agg(pg_catalog.format('c.%I IS NOT NULL', ca.attname),
                       CASE o.confmatchtype WHEN 'f' THEN ' OR ' ELSE ' AND ' END)
            FROM pg_catalog.pg_attribute ca
            WHERE ca.attrelid = o.conrelid AND ca.attnum = ANY (o.conkey)) AS refers
    FROM pg_catalog.pg_constraint o
    JOIN pg_catalog.pg_class t ON t.oid = o.conrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
    JOIN pg_catalog.pg_class p ON p.oid = o.confrelid
    JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
    WHERE o.contype = 'f' AND o.conparentid = 0 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      -- Those over ranges of time ask for more than one row.
      AND coalesce(pg_catalog.to_jsonb(o) ->> 'conperiod', 'false') = 'false'
      AND (NOT o.convalidated
           OR EXISTS (SELECT FROM pg_catalog.pg_trigger g
                      WHERE g.tgconstraint = o.oid AND g.tgisinternal AND g.tgenabled IN ('D', 'R')))
), counted AS MATERIALIZED (
    SELECT *, CASE WHEN seen AND other_seen AND NOT rows_hidden THEN
        pg_catalog.substring(
            pg_catalog.query_to_xml(
                pg_catalog.format('SELECT count(*) AS m FROM %I.%I c WHERE (%s) AND NOT EXISTS (SELECT FROM %I.%I p WHERE %s)',
                    nspname, relname, refers, other_schema, other, same),
                false, false, '')::text,
            '<m>([^<]*)</m>')::bigint END AS orphans
    FROM doubtful
)
SELECT nspname AS schema, relname AS relation, pg_catalog.format('%I.%I.%I', nspname, relname, conname) AS object,
       pg_catalog.format('%s of %I.%I %s to no row of %I.%I', CASE orphans WHEN 1 THEN '1 row' ELSE orphans || ' rows' END,
           nspname, relname, CASE orphans WHEN 1 THEN 'refers' ELSE 'refer' END, other_schema, other) AS message,
       pg_catalog.format('SELECT * FROM %I.%I c WHERE (%s) AND NOT EXISTS (SELECT FROM %I.%I p WHERE %s)',
           nspname, relname, refers, other_schema, other, same) AS hint,
       NULL AS missing_grant
FROM counted
WHERE orphans > 0
UNION ALL
SELECT nspname, relname, pg_catalog.format('%I.%I.%I', nspname, relname, conname),
       CASE WHEN rows_hidden THEN 'row-level security hides rows from this role' ELSE 'this role may not read both tables' END,
       NULL,
       CASE WHEN rows_hidden THEN pg_catalog.format('ALTER ROLE %I BYPASSRLS', CURRENT_USER)
            WHEN NOT seen THEN pg_catalog.format('GRANT USAGE ON SCHEMA %I TO %I; GRANT SELECT ON %I.%I TO %I',
                nspname, CURRENT_USER, nspname, relname, CURRENT_USER)
            ELSE pg_catalog.format('GRANT USAGE ON SCHEMA %I TO %I; GRANT SELECT ON %I.%I TO %I',
                other_schema, CURRENT_USER, other_schema, other, CURRENT_USER) END
FROM counted
WHERE NOT (seen AND other_seen AND NOT rows_hidden)
ORDER BY 3
