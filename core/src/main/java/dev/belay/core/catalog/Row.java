package dev.belay.core.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of a catalog query; columns are asked for by name. The values stay the bytes that the server has sent, in UTF-8 as
 * all our sessions are: most are flags, numbers and NULLs, of which a big database has millions.
 */
final class Row {
    private final Map<String, Integer> columns;
    private final byte[] @Nullable [] values;

    private Row(Map<String, Integer> columns, byte[] @Nullable [] values) {
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
            byte[] @Nullable [] values = new byte[columns.size()] @Nullable [];
            for (int i = 0; i < values.length; i++) {
                values[i] = rows.getBytes(i + 1);
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
        return text(there(column));
    }

    Optional<String> optional(String column) {
        byte[] value = value(column);
        return value == null ? Optional.empty() : Optional.of(text(value));
    }

    /** The text, or "" for NULL. */
    String textOrEmpty(String column) {
        byte[] value = value(column);
        return value == null ? "" : text(value);
    }

    boolean flag(String column) {
        byte[] value = there(column);
        return value.length == 1 && value[0] == 't';
    }

    int number(String column) {
        return Math.toIntExact(big(column));
    }

    long big(String column) {
        byte[] value = there(column);
        boolean negative = value.length > 1 && value[0] == '-';
        long number = 0;
        for (int i = negative ? 1 : 0; i < value.length; i++) {
            if (value[i] < '0' || value[i] > '9') {
                throw new IllegalStateException("column " + column + " is no number: " + text(value));
            }
            number = number * 10 + (value[i] - '0');
        }
        return negative ? -number : number;
    }

    /** The elements of an array of texts; none for NULL. An element that is NULL reads {@code null}. */
    List<String> texts(String column) {
        byte[] value = value(column);
        return value == null ? List.of() : TextArray.elements(text(value));
    }

    /** Whether there is a value, be it an empty text or array. */
    boolean present(String column) {
        return value(column) != null;
    }

    private static String text(byte[] value) {
        return value.length == 0 ? "" : new String(value, UTF_8);
    }

    private byte[] there(String column) {
        byte[] value = value(column);
        if (value == null) {
            throw new NoValue(column);
        }
        return value;
    }

    private byte @Nullable [] value(String column) {
        Integer at = columns.get(column);
        if (at == null) {
            throw new IllegalStateException("the query has no column " + column);
        }
        return values[at];
    }
}
