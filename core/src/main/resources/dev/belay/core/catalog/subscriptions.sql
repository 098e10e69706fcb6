-- Subscriptions of this database.
SELECT 'SUBSCRIPTION' AS type, 'pg_catalog.pg_subscription'::regclass::oid AS catalog, s.oid, '' AS schema,
       s.subname AS name, pg_catalog.pg_get_userbyid(s.subowner) AS owner,
       s.subconninfo AS connection, s.subpublications AS publications, s.subslotname AS slot, s.subbinary AS binary,
       s.subsynccommit AS synchronous_commit,
       CASE WHEN s.substream THEN 'on' ELSE 'off' END AS streaming,           --[-15]
       CASE s.substream WHEN 't' THEN 'on' WHEN 'p' THEN 'parallel' ELSE 'off' END AS streaming,  --[16-]
       false AS two_phase, false AS disable_on_error,                         --[-14]
       s.subtwophasestate <> 'd' AS two_phase, s.subdisableonerr AS disable_on_error,  --[15-]
       true AS password_required, false AS run_as_owner, 'any' AS origin,     --[-15]
       s.subpasswordrequired AS password_required, s.subrunasowner AS run_as_owner, s.suborigin AS origin,  --[16-]
       false AS failover                                                      --[-16]
       s.subfailover AS failover                                              --[17-]
FROM pg_catalog.pg_subscription s
WHERE s.subdbid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
