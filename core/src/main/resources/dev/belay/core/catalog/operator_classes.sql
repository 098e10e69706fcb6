-- Operator classes.
SELECT 'OPERATOR_CLASS' AS type, c.tableoid AS catalog, c.oid, n.nspname AS schema, c.opcname AS name,
       m.amname AS qualifier, pg_catalog.pg_get_userbyid(c.opcowner) AS owner,
       c.opcdefault AS standard, pg_catalog.format_type(c.opcintype, NULL) AS data_type,
       CASE WHEN c.opckeytype <> 0 THEN pg_catalog.format_type(c.opckeytype, NULL) END AS storage,
       pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(f.opfname) AS family
FROM pg_catalog.pg_opclass c
JOIN pg_catalog.pg_namespace n ON n.oid = c.opcnamespace
JOIN pg_catalog.pg_am m ON m.oid = c.opcmethod
JOIN pg_catalog.pg_opfamily f ON f.oid = c.opcfamily
JOIN pg_catalog.pg_namespace fn ON fn.oid = f.opfnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
