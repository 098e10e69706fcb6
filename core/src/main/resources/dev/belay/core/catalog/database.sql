-- The database itself, beside what is in it.
SELECT d.datname AS name, pg_catalog.pg_get_userbyid(d.datdba) AS owner,
       pg_catalog.pg_encoding_to_char(d.encoding) AS encoding,
       NULL AS provider,  --[-14]
       CASE d.datlocprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' END AS provider,  --[15-]
       d.datcollate::text AS collate, d.datctype::text AS ctype,
       NULL AS locale, NULL AS collation_version,  --[-14]
       d.daticulocale AS locale, d.datcollversion AS collation_version,  --[15-16]
       d.datlocale AS locale, d.datcollversion AS collation_version,  --[17-]
       NULL AS rules,  --[-15]
       d.daticurules AS rules,  --[16-]
       t.spcname AS tablespace, d.datconnlimit AS connection_limit, d.datistemplate AS template,
       d.datallowconn AS allows_connections, pg_catalog.shobj_description(d.oid, 'pg_database') AS comment,
       d.datacl::text[] AS acl, pg_catalog.acldefault('d', d.datdba)::text[] AS acl_standard
FROM pg_catalog.pg_database d
JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace
WHERE d.datname = pg_catalog.current_database()
