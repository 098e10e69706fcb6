-- The names of the subscriptions, which everybody may see, and whether this role may see all of them: the connection string
-- may hold a password.
SELECT 'SUBSCRIPTION' AS type, '' AS schema, s.subname AS name,
       CASE WHEN NOT pg_catalog.has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'SELECT')
            THEN 'its connection string' END AS missing,
       'GRANT SELECT (subconninfo) ON pg_catalog.pg_subscription TO ' || pg_catalog.quote_ident(current_user) AS help
FROM pg_catalog.pg_subscription s
WHERE s.subdbid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
