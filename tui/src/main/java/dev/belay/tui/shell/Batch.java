package dev.belay.tui.shell;

import java.sql.Array;
import java.sql.SQLException;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Some rows of a table or query, in the order of its key. */
public final class Batch extends AbstractList<Row> {
    private final List<Row> rows;
    private final Map<String, String> types;
    private final List<String> key;
    private final String lastKey;

    Batch(List<Row> rows, Map<String, String> types, List<String> key, String lastKey) {
        this.rows = List.copyOf(rows);
        this.types = types;
        this.key = key;
        this.lastKey = lastKey;
    }

    @Override
    public Row get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }

    /** The keys of the rows, for a statement with {@code = ANY (?)}. The key must be one column. */
    public Array keys() throws SQLException {
        if (key.size() > 1) {
            throw new IllegalStateException(
                    "the key has several columns: values(\"" + key.get(0) + "\") are those of one");
        }
        return values(key.get(0));
    }

    /**
     * What the rows have in a column, as an array for a statement. Where the column holds arrays itself, which may be of
     * any length, these are their texts: {@code ::int[]} makes one an array again.
     */
    public Array values(String column) throws SQLException {
        Object[] values = rows.stream().map(row -> row.value(column)).toArray();
        String type = types.getOrDefault(column, "text");
        if (type.startsWith("_")) {
            Object[] texts = Arrays.stream(values)
                    .map(value -> value == null ? null : value.toString())
                    .toArray();
            return DataSession.connection().createArrayOf("text", texts);
        }
        // Among objects the driver refuses bytes.
        Object[] elements = type.equals("bytea") ? Arrays.copyOf(values, values.length, byte[][].class) : values;
        return DataSession.connection().createArrayOf(type, elements);
    }

    String lastKey() {
        return lastKey;
    }
}
