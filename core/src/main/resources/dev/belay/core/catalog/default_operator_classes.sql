-- The operator classes that an index has for a type unless another is asked for, and the collation of that type. For varchar
-- it is that of text, unless somebody made one for varchar, or for another type that it can be taken for.
SELECT o.oid, pg_catalog.format_type(t.oid, NULL) AS for_type, t.typcollation AS collation,
       t.oid = 'pg_catalog.text'::regtype
           AND NOT EXISTS (SELECT FROM pg_catalog.pg_opclass u
                           JOIN pg_catalog.pg_type ut ON ut.oid = u.opcintype
                           WHERE u.opcdefault AND u.oid >= 16384
                             AND (ut.typispreferred OR ut.oid = 'pg_catalog.varchar'::regtype)) AS for_varchar
FROM pg_catalog.pg_opclass o
JOIN pg_catalog.pg_type t ON t.oid = o.opcintype
WHERE o.opcdefault
