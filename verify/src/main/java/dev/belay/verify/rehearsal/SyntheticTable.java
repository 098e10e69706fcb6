package dev.belay.verify.rehearsal;

import dev.belay.core.db.Identifier;
import dev.belay.core.db.Sql;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table that shall get a row, with all that its row has to obey.
 *
 * @param oid in the scratch
 * @param fields the columns that can be given a value
 */
record SyntheticTable(
        long oid, String schema, String name, List<Field> fields, List<Rule> rules, List<Reference> references) {
    private static final String COLUMNS = """
            WITH RECURSIVE chain AS (
                SELECT t.oid AS type, t.oid AS link, t.typtype, t.typbasetype, t.typtypmod, t.typnotnull, t.typdefault
                FROM pg_catalog.pg_type t WHERE t.typtype = 'd'
                UNION ALL
                SELECT c.type, t.oid, t.typtype, t.typbasetype,
                       CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE c.typtypmod END, t.typnotnull, t.typdefault
                FROM chain c JOIN pg_catalog.pg_type t ON t.oid = c.typbasetype WHERE c.typtype = 'd')
            SELECT c.oid, n.nspname, c.relname, a.attname, t.typname, t.typcategory, t.typtype,
                   a.attnotnull OR coalesce((SELECT bool_or(typnotnull) FROM chain WHERE type = a.atttypid), false)
                       AS required,
                   a.atthasdef OR a.attidentity <> '' OR a.attgenerated <> ''
                       OR EXISTS (SELECT FROM chain WHERE type = a.atttypid AND typdefault IS NOT NULL) AS given,
                   a.attidentity = 'a' OR a.attgenerated <> '' AS closed,
                   coalesce(b.typtypmod, a.atttypmod) AS modifier,
                   ARRAY(SELECT e.enumlabel::text FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid
                         ORDER BY e.enumsortorder) AS labels,
                   (SELECT r.relnatts FROM pg_catalog.pg_class r WHERE r.oid = t.typrelid) AS parts,
                   ARRAY(SELECT pg_catalog.pg_get_constraintdef(k.oid) FROM chain d
                         JOIN pg_catalog.pg_constraint k ON k.contypid = d.link WHERE d.type = a.atttypid) AS checks
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN chain b ON b.type = a.atttypid AND b.typtype <> 'd'
            JOIN pg_catalog.pg_type t ON t.oid = coalesce(b.link, a.atttypid)
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
              AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast'
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                              WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            ORDER BY n.nspname, c.relname, a.attnum
            """;

    private static final String CHECKS = """
            SELECT k.conrelid AS oid, k.conname, pg_catalog.pg_get_constraintdef(k.oid) AS definition,
                   ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
                         WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)) AS names
            FROM pg_catalog.pg_constraint k WHERE k.contype = 'c' AND k.conrelid <> 0
            """;

    private static final String FOREIGN_KEYS = """
            SELECT k.conrelid AS oid, k.confrelid AS parent, k.confrelid::regclass::text AS parent_name,
                   ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u (number, place)
                         JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number
                         ORDER BY u.place) AS names,
                   ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u (number, place)
                         JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number
                         ORDER BY u.place) AS parent_names
            FROM pg_catalog.pg_constraint k WHERE k.contype = 'f' AND k.conparentid = 0
            """;

    SyntheticTable {
        fields = List.copyOf(fields);
        rules = List.copyOf(rules);
        references = List.copyOf(references);
    }

    /**
     * A column.
     *
     * @param type the name of its type; below a domain, that of the type below
     * @param category one letter of {@code pg_type.typcategory}
     * @param required whether it refuses NULL
     * @param given whether it has a value when none is given
     * @param closed whether it refuses to be given one
     * @param modifier of the type, -1 for none
     * @param labels of an enumeration
     * @param parts how many a composite type has, 0 for others
     * @param checks of its domains
     */
    record Field(
            String name,
            String type,
            char category,
            boolean required,
            boolean given,
            boolean closed,
            int modifier,
            List<String> labels,
            int parts,
            List<String> checks) {}

    /** A CHECK constraint, and the columns that it speaks of. */
    record Rule(String name, String definition, List<String> columns) {}

    /** A foreign key. */
    record Reference(List<String> columns, long parent, String parentName, List<String> parentColumns) {}

    String sql() {
        return Identifier.quote(schema) + "." + Identifier.quote(name);
    }

    /** As people write it. */
    String spoken() {
        return Identifier.spell(schema) + "." + Identifier.spell(name);
    }

    /** The foreign keys that a row cannot do without: of one column that is NULL nothing is asked. */
    List<Reference> needed() {
        return references.stream()
                .filter(reference -> reference.columns().stream()
                        .allMatch(
                                column -> field(column).filter(Field::required).isPresent()))
                .toList();
    }

    Optional<Field> field(String column) {
        return fields.stream().filter(field -> field.name().equals(column)).findFirst();
    }

    /** All tables of a database that a row can be put into by itself: no partition, nothing of an extension. */
    static List<SyntheticTable> all(Connection connection) throws SQLException {
        record Column(long oid, String schema, String table, Field field) {}
        record Check(long oid, Rule rule) {}
        record Key(long oid, Reference reference) {}
        Map<Long, List<Column>> columns = new LinkedHashMap<>();
        for (Column column : Sql.list(
                connection,
                COLUMNS,
                row -> new Column(
                        row.getLong("oid"), row.getString("nspname"), row.getString("relname"), field(row)))) {
            columns.computeIfAbsent(column.oid(), oid -> new ArrayList<>()).add(column);
        }
        List<Check> checks = Sql.list(
                connection,
                CHECKS,
                row -> new Check(
                        row.getLong("oid"),
                        new Rule(row.getString("conname"), row.getString("definition"), texts(row, "names"))));
        List<Key> keys = Sql.list(
                connection,
                FOREIGN_KEYS,
                row -> new Key(
                        row.getLong("oid"),
                        new Reference(
                                texts(row, "names"),
                                row.getLong("parent"),
                                row.getString("parent_name"),
                                texts(row, "parent_names"))));
        List<SyntheticTable> tables = new ArrayList<>();
        columns.forEach((oid, own) -> tables.add(new SyntheticTable(
                oid,
                own.get(0).schema(),
                own.get(0).table(),
                own.stream().map(Column::field).toList(),
                checks.stream()
                        .filter(check -> check.oid() == oid)
                        .map(Check::rule)
                        .toList(),
                keys.stream()
                        .filter(key -> key.oid() == oid)
                        .map(Key::reference)
                        .toList())));
        return tables;
    }

    private static Field field(ResultSet row) throws SQLException {
        return new Field(
                row.getString("attname"),
                row.getString("typname"),
                row.getString("typcategory").charAt(0),
                row.getBoolean("required"),
                row.getBoolean("given"),
                row.getBoolean("closed"),
                row.getInt("modifier"),
                texts(row, "labels"),
                row.getInt("parts"),
                texts(row, "checks"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
