package dev.belay.core.catalog;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row of a catalog query; columns are asked for by name. */
final class Row {
    private final Map<String, Integer> columns;
    private final @Nullable Object[] values;

    private Row(Map<String, Integer> columns, @Nullable Object[] values) {
        this.columns = columns;
        this.values = values;
    }

    static List<Row> all(ResultSet rows) throws SQLException {
        ResultSetMetaData about = rows.getMetaData();
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < about.getColumnCount(); i++) {
            columns.put(about.getColumnLabel(i + 1), i);
        }
        List<Row> all = new ArrayList<>();
        while (rows.next()) {
            @Nullable Object[] values = new @Nullable Object[columns.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = about.getColumnType(i + 1) == java.sql.Types.ARRAY
                        ? texts(rows.getArray(i + 1))
                        : rows.getString(i + 1);
            }
            all.add(new Row(columns, values));
        }
        return all;
    }

    private static @Nullable List<String> texts(@Nullable Array array) throws SQLException {
        return array == null
                ? null
                : Arrays.stream((@Nullable Object[]) array.getArray())
                        .map(String::valueOf)
                        .toList();
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    /** What a query promises is not there: the object has been dropped meanwhile, or it is a mistake of the query. */
    static final class NoValue extends IllegalStateException {
        private NoValue(String column) {
            super("column " + column + " is null");
        }
    }

    String text(String column) {
        return optional(column).orElseThrow(() -> new NoValue(column));
    }

    Optional<String> optional(String column) {
        return Optional.ofNullable((String) value(column));
    }

    /** The text, or "" for NULL. */
    String textOrEmpty(String column) {
        return optional(column).orElse("");
    }

    boolean flag(String column) {
        return text(column).equals("t");
    }

    int number(String column) {
        return Integer.parseInt(text(column));
    }

    long big(String column) {
        return Long.parseLong(text(column));
    }

    /** The elements of an array; none for NULL. An element that is NULL reads {@code null}. */
    @SuppressWarnings("unchecked")
    List<String> texts(String column) {
        List<String> list = (List<String>) value(column);
        return list == null ? List.of() : list;
    }

    /** Whether the array is there at all. */
    boolean present(String column) {
        return value(column) != null;
    }

    private @Nullable Object value(String column) {
        Integer at = columns.get(column);
        if (at == null) {
            throw new IllegalStateException("the query has no column " + column);
        }
        return values[at];
    }
}
