package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The definitions of all indexes, as {@code pg_get_indexdef} prints them. That function takes the server a third of the time
 * of a whole reading, so that it is asked only where there is more to an index than columns with the usual operators of their
 * types: an expression, a condition, a collation, an operator class; and once for all that must be the same.
 */
final class IndexDefinitions {
    private static final String[] ORDERS = {"", " DESC NULLS LAST", " NULLS FIRST", " DESC"};

    private final Map<String, Row> usual = new HashMap<>();
    private final TableColumns columns;
    private final Map<Long, List<Row>> indexColumns;
    private final Map<Long, String> definitions = new HashMap<>();
    private final Wordings others = new Wordings();
    private final TableShapes shapes;

    /**
     * @param classes of {@code default_operator_classes}
     * @param indexColumns of {@code index_columns}, by the OID of the index
     * @param columns of {@code columns}, by the OID of the table
     */
    IndexDefinitions(
            List<Row> classes, Map<Long, List<Row>> indexColumns, Map<Long, List<Row>> columns, TableShapes shapes) {
        this.columns = new TableColumns(columns);
        this.shapes = shapes;
        for (Row row : classes) {
            usual.put(row.text("oid"), row);
        }
        this.indexColumns = indexColumns;
    }

    /** Takes a row of {@code indexes}. */
    void add(Row index) {
        Long oid = index.big("oid");
        boolean special = index.flag("with_options") || withOptions(oid);
        Optional<String> definition = special || index.present("alike") ? Optional.empty() : plain(index);
        definition.ifPresentOrElse(
                text -> definitions.put(oid, text), () -> others.add(oid, special ? "only " + oid : likeness(index)));
    }

    /** All that a definition without options is made of. */
    private String likeness(Row index) {
        StringBuilder text = new StringBuilder();
        index.join("alike", "nulls_not_distinct", text);
        return text.append(shapes.of(index.big("of_table"))).toString();
    }

    /** Those for which the server has to be asked. */
    List<Long> unknown() {
        return others.asked();
    }

    /** Takes what the server says of them. */
    void answer(List<Row> rows) {
        others.answer(rows);
    }

    /** Of an index whose name and table may be missing: what begins with {@code USING} is all there. */
    String of(Long index) {
        String definition = definitions.get(index);
        return definition == null ? others.of(index) : definition;
    }

    private boolean withOptions(Long index) {
        return indexColumns.getOrDefault(index, List.of()).stream().anyMatch(column -> column.flag("with_options"));
    }

    private Optional<String> plain(Row index) {
        List<String> keys = words(index.text("keys"));
        List<String> classes = words(index.text("classes"));
        List<String> collations = words(index.text("collations"));
        List<String> orders = words(index.text("orders"));
        int count = index.number("key_count");
        String method = index.text("method");
        if (!isPlain(method)) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder("USING ").append(method).append(" (");
        for (int i = 0; i < keys.size(); i++) {
            Optional<Row> column = columns.find(index.big("of_table"), keys.get(i));
            if (column.isEmpty()
                    || !isPlain(column.get().text("name"))
                    || (i < count && !isUsual(column.get(), classes.get(i), collations.get(i)))) {
                return Optional.empty();
            }
            text.append(i == 0 ? "" : i == count ? ") INCLUDE (" : ", ")
                    .append(column.get().text("name"));
            if (i < count) {
                text.append(ORDERS[Integer.parseInt(orders.get(i)) & 3]);
            }
        }
        text.append(index.flag("nulls_not_distinct") ? ") NULLS NOT DISTINCT" : ")");
        return Optional.of(text.toString());
    }

    /** Whether this is what an index has for the column when nothing else is said. */
    private boolean isUsual(Row column, String operatorClass, String collation) {
        Row one = usual.get(operatorClass);
        if (one == null) {
            return false;
        }
        String type = withoutModifier(column.text("type"));
        boolean fits =
                type.equals(one.text("for_type")) || (type.equals("character varying") && one.flag("for_varchar"));
        return fits
                && (collation.equals("0")
                        || (!column.present("collation_name") && collation.equals(one.text("collation"))));
    }

    /** {@code numeric(12,2)} as {@code numeric}. A name in quotes may have parentheses of its own: that stays as it is. */
    private static String withoutModifier(String type) {
        int open = type.indexOf('(');
        int close = type.indexOf(')');
        return open < 0 || close < open || type.indexOf('"') >= 0
                ? type
                : type.substring(0, open) + type.substring(close + 1);
    }

    /** Whether no version of the server puts it in quotes. */
    private static boolean isPlain(String name) {
        return name.indexOf('$') < 0 && Identifier.spell(name).equals(name);
    }

    /** The elements of an {@code int2vector} or {@code oidvector}. */
    static List<String> words(String vector) {
        List<String> words = new ArrayList<>(2);
        int begin = 0;
        while (begin < vector.length()) {
            int end = vector.indexOf(' ', begin);
            end = end < 0 ? vector.length() : end;
            words.add(vector.substring(begin, end));
            begin = end + 1;
        }
        return words;
    }
}
