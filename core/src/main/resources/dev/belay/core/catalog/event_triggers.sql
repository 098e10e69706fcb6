-- Event triggers.
SELECT 'EVENT_TRIGGER' AS type, g.tableoid AS catalog, g.oid, '' AS schema, g.evtname AS name,
       pg_catalog.pg_get_userbyid(g.evtowner) AS owner, g.evtevent AS event, g.evttags AS tags,
       g.evtfoid::regproc::text AS function, g.evtenabled AS enabled
FROM pg_catalog.pg_event_trigger g
