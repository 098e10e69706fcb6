package dev.belay.core.catalog;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row of a catalog query; columns are asked for by name. */
final class Row {
    private final Map<String, Integer> columns;
    private final @Nullable String[] values;

    private Row(Map<String, Integer> columns, @Nullable String[] values) {
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
            @Nullable String[] values = new @Nullable String[columns.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = rows.getString(i + 1);
            }
            all.add(new Row(columns, values));
        }
        return all;
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
        String value = value(column);
        if (value == null) {
            throw new NoValue(column);
        }
        return value;
    }

    Optional<String> optional(String column) {
        return Optional.ofNullable(value(column));
    }

    /** The text, or "" for NULL. */
    String textOrEmpty(String column) {
        String value = value(column);
        return value == null ? "" : value;
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

    /** The elements of an array of texts; none for NULL. An element that is NULL reads {@code null}. */
    List<String> texts(String column) {
        String value = value(column);
        return value == null ? List.of() : TextArray.elements(value);
    }

    /** Whether there is a value, be it an empty text or array. */
    boolean present(String column) {
        return value(column) != null;
    }

    private @Nullable String value(String column) {
        Integer at = columns.get(column);
        if (at == null) {
            throw new IllegalStateException("the query has no column " + column);
        }
        return values[at];
    }
}
