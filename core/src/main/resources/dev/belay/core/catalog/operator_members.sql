-- The operators and functions of operator classes, and the loose ones of operator families: those that the catalog of
-- dependencies ties to the one or the other. Operators first; within a number in the order in which they were added.
SELECT d.refobjid AS part_of, d.refclassid AS part_catalog, 'OPERATOR' AS sort, o.amopstrategy AS number, o.oid AS member,
       pg_catalog.format_type(o.amoplefttype, NULL) AS left_type,
       pg_catalog.format_type(o.amoprighttype, NULL) AS right_type,
       o.amopopr::pg_catalog.regoperator::text AS definition,
       pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(f.opfname) AS sort_family
FROM pg_catalog.pg_amop o
JOIN pg_catalog.pg_depend d ON d.classid = o.tableoid AND d.objid = o.oid
LEFT JOIN pg_catalog.pg_opfamily f ON f.oid = o.amopsortfamily
LEFT JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
WHERE d.objid >= 16384
  AND (d.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass
       OR d.refclassid = 'pg_catalog.pg_opfamily'::pg_catalog.regclass AND d.refobjid = o.amopfamily)
UNION ALL
SELECT d.refobjid, d.refclassid, 'FUNCTION', p.amprocnum, p.oid,
       pg_catalog.format_type(p.amproclefttype, NULL), pg_catalog.format_type(p.amprocrighttype, NULL),
       p.amproc::pg_catalog.regprocedure::text, NULL
FROM pg_catalog.pg_amproc p
JOIN pg_catalog.pg_depend d ON d.classid = p.tableoid AND d.objid = p.oid
WHERE d.objid >= 16384
  AND d.refclassid IN ('pg_catalog.pg_opclass'::pg_catalog.regclass, 'pg_catalog.pg_opfamily'::pg_catalog.regclass)
ORDER BY part_of, sort DESC, number, member
