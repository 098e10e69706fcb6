-- Who is a member of which role. Before 16 the grantor says nothing, and there are no options but one.
SELECT r.rolname AS role, m.rolname AS member, a.admin_option AS admin,
       NULL AS grantor, NULL AS initial_grantor, NULL AS inherits, NULL AS sets  --[-15]
       g.rolname AS grantor, a.grantor = 10 AS initial_grantor, a.inherit_option AS inherits, a.set_option AS sets  --[16-]
FROM pg_catalog.pg_auth_members a
JOIN pg_catalog.pg_roles r ON r.oid = a.roleid
JOIN pg_catalog.pg_roles m ON m.oid = a.member
LEFT JOIN pg_catalog.pg_roles g ON g.oid = a.grantor
WHERE NOT (r.rolname ~ '^pg_' AND m.rolname ~ '^pg_')
ORDER BY r.rolname, m.rolname, g.rolname
