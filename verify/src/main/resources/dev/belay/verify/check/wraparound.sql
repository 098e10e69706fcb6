-- title: a table whose transaction numbers wear out
-- severity: warning
-- why: rows that are not frozen in time make the server refuse to write; autovacuum freezes a table long before, so one
--   that is far beyond its limit is one that vacuum cannot finish
-- do: find the long transaction, prepared transaction or replication slot that holds it back, then VACUUM (FREEZE) it
WITH ages AS (
    SELECT n.nspname, c.relname, greatest(pg_catalog.age(c.relfrozenxid), pg_catalog.age(x.relfrozenxid)) AS age,
           coalesce((SELECT pg_catalog.substring(o, '=([0-9]+)')::bigint
                     FROM pg_catalog.unnest(c.reloptions) o WHERE o ~ '^autovacuum_freeze_max_age='),
                    pg_catalog.current_setting('autovacuum_freeze_max_age')::bigint) AS wanted,
           greatest(pg_catalog.mxid_age(c.relminmxid), pg_catalog.mxid_age(x.relminmxid)) AS multi_age,
           pg_catalog.current_setting('autovacuum_multixact_freeze_max_age')::bigint AS multi_wanted
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_class x ON x.oid = c.reltoastrelid
    WHERE c.relkind IN ('r', 'm') AND c.relfrozenxid <> '0'::xid
)
SELECT nspname AS schema, relname AS relation, pg_catalog.format('%I.%I', nspname, relname) AS object,
       CASE WHEN greatest(age, multi_age) > 1500000000 THEN 'error' ELSE 'warning' END AS severity,
       CASE WHEN age > 1.5 * wanted THEN pg_catalog.format('its oldest transaction is %s old, of at most 2147483648', age)
            ELSE pg_catalog.format('its oldest multixact is %s old, of at most 2147483648', multi_age) END AS message,
       pg_catalog.format('VACUUM (FREEZE) %I.%I', nspname, relname) AS hint
FROM ages
-- Autovacuum begins at the limit, and may take a while.
WHERE age > 1.5 * wanted OR multi_age > 1.5 * multi_wanted
ORDER BY 3
