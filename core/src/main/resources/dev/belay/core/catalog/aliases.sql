-- Entries of a catalog that are no objects of their own: whoever depends on the alias depends on the object. What the alias
-- itself depends on counts for the object too, unless "part" says that a part of the object asks for it by itself.
WITH used AS (
    -- Every table has a type, and every type an array type; hardly any is ever used. These need nothing themselves.
    SELECT d.refobjid AS oid FROM pg_catalog.pg_depend d
    WHERE d.refclassid = 'pg_catalog.pg_type'::regclass AND d.refobjid >= 16384
      AND NOT (d.classid = 'pg_catalog.pg_type'::regclass AND d.deptype = 'i'))
SELECT t.tableoid AS catalog, t.oid, 'pg_catalog.pg_class'::regclass::oid AS object_catalog, t.typrelid AS object_oid,
       false AS part
FROM pg_catalog.pg_type t JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
WHERE t.oid IN (SELECT oid FROM used) AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 't')
UNION ALL -- the class of a composite type
SELECT c.tableoid, c.oid, 'pg_catalog.pg_type'::regclass::oid, c.reltype, false
FROM pg_catalog.pg_class c
WHERE c.oid >= 16384 AND c.relkind = 'c'
UNION ALL -- array types
SELECT t.tableoid, t.oid, t.tableoid, e.oid, false
FROM pg_catalog.pg_type t JOIN pg_catalog.pg_type e ON e.typarray = t.oid
WHERE t.oid IN (SELECT oid FROM used)
UNION ALL -- multirange types
SELECT 'pg_catalog.pg_type'::regclass::oid, r.rngmultitypid, 'pg_catalog.pg_type'::regclass::oid, r.rngtypid, false
FROM pg_catalog.pg_range r
WHERE r.rngmultitypid >= 16384
UNION ALL -- the query of a view
SELECT r.tableoid, r.oid, 'pg_catalog.pg_class'::regclass::oid, r.ev_class, false
FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
WHERE r.oid >= 16384 AND r.ev_type = '1' AND r.rulename = '_RETURN' AND c.relkind IN ('v', 'm')
UNION ALL -- the index of a constraint
SELECT 'pg_catalog.pg_class'::regclass::oid, o.conindid, o.tableoid, o.oid, false
FROM pg_catalog.pg_constraint o
WHERE o.oid >= 16384 AND o.contype IN ('p', 'u', 'x')
UNION ALL -- defaults and generation expressions, as far as they need something
SELECT a.tableoid, a.oid, 'pg_catalog.pg_class'::regclass::oid, a.adrelid, true
FROM pg_catalog.pg_attrdef a
WHERE a.oid IN (SELECT d.objid FROM pg_catalog.pg_depend d
                WHERE d.classid = 'pg_catalog.pg_attrdef'::regclass AND d.refobjid >= 16384 AND d.refobjsubid = 0)
UNION ALL -- CHECK and NOT NULL of tables
SELECT o.tableoid, o.oid, 'pg_catalog.pg_class'::regclass::oid, o.conrelid, true
FROM pg_catalog.pg_constraint o
WHERE o.oid >= 16384 AND o.contype IN ('c', 'n') AND o.conrelid <> 0
UNION ALL -- CHECK and NOT NULL of domains
SELECT o.tableoid, o.oid, 'pg_catalog.pg_type'::regclass::oid, o.contypid, true
FROM pg_catalog.pg_constraint o
WHERE o.oid >= 16384 AND o.contype IN ('c', 'n') AND o.contypid <> 0
UNION ALL -- the constructors of range and multirange types
SELECT d.classid, d.objid, d.refclassid, d.refobjid, false
FROM pg_catalog.pg_depend d
WHERE d.objid >= 16384 AND d.deptype = 'i' AND d.classid = 'pg_catalog.pg_proc'::regclass
  AND d.refclassid = 'pg_catalog.pg_type'::regclass
UNION ALL -- the members of operator classes, and the loose ones of operator families
SELECT d.classid, d.objid, d.refclassid, d.refobjid, false
FROM pg_catalog.pg_depend d
LEFT JOIN pg_catalog.pg_amop o ON o.tableoid = d.classid AND o.oid = d.objid
WHERE d.objid >= 16384
  AND d.classid IN ('pg_catalog.pg_amop'::regclass, 'pg_catalog.pg_amproc'::regclass)
  AND (d.refclassid = 'pg_catalog.pg_opclass'::regclass
       OR d.refclassid = 'pg_catalog.pg_opfamily'::regclass AND d.refobjid = coalesce(o.amopfamily, d.refobjid))
-- From here on what the server makes by itself, and makes again with its object: nobody else depends on it.
UNION ALL -- indexes that no statement makes as they are: a failed build, which is not copied
SELECT x.tableoid, x.oid, x.tableoid, i.indrelid, true
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
WHERE x.oid >= 16384 AND NOT ((i.indisvalid OR t.relkind = 'p') AND i.indisready)
UNION ALL -- foreign keys that follow from the one of a partitioned table
SELECT o.tableoid, o.oid, o.tableoid, o.conparentid, true
FROM pg_catalog.pg_constraint o
WHERE o.oid >= 16384 AND o.contype = 'f' AND o.conparentid <> 0
UNION ALL -- the triggers of constraints, and those that follow from the one of a partitioned table
SELECT g.tableoid, g.oid, CASE WHEN g.tgparentid <> 0 THEN g.tableoid ELSE 'pg_catalog.pg_constraint'::regclass::oid END,
       CASE WHEN g.tgparentid <> 0 THEN g.tgparentid ELSE g.tgconstraint END, true
FROM pg_catalog.pg_trigger g
WHERE g.oid >= 16384 AND (g.tgparentid <> 0 OR g.tgisinternal AND g.tgconstraint <> 0)
UNION ALL -- the constraints of constraint triggers
SELECT o.tableoid, o.oid, g.tableoid, g.oid, true
FROM pg_catalog.pg_constraint o JOIN pg_catalog.pg_trigger g ON g.tgconstraint = o.oid
WHERE o.oid >= 16384 AND o.contype = 't'
UNION ALL -- the casts of a range type to its multirange type
SELECT o.tableoid, o.oid, 'pg_catalog.pg_type'::regclass::oid, r.rngtypid, true
FROM pg_catalog.pg_cast o JOIN pg_catalog.pg_range r ON r.rngtypid = o.castsource AND r.rngmultitypid = o.casttarget
WHERE o.oid >= 16384
