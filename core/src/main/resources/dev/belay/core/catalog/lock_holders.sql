-- Who keeps others from reading a table or a view, or waits for it before us.
SELECT DISTINCT pg_catalog.format('%s is locked by pid %s%s%s', c.oid::regclass, l.pid,
           CASE WHEN a.application_name <> '' THEN ', application "' || a.application_name || '"' END,
           CASE WHEN NOT l.granted THEN ', which waits for it as well' END) AS holder
FROM pg_catalog.pg_locks l
JOIN pg_catalog.pg_class c ON c.oid = l.relation AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.oid >= 16384
LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock'
  AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
ORDER BY 1
