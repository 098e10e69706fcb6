-- Columns of indexes that have a statistics target, or an operator class with options.
SELECT a.attrelid AS part_of, a.attnum AS number, CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END AS target,
       a.attoptions IS NOT NULL AS with_options
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
WHERE c.relkind IN ('i', 'I') AND a.attnum > 0 AND (a.attstattarget >= 0 OR a.attoptions IS NOT NULL)
ORDER BY a.attrelid, a.attnum
