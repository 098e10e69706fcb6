package dev.belay.core.catalog;

import java.util.List;
import java.util.Optional;

/** One row of a catalog query; columns are asked for by name. It is but a place in the {@link RowTable} that has them all. */
final class Row {
    private final RowTable table;
    private final int number;

    Row(RowTable table, int number) {
        this.table = table;
        this.number = number;
    }

    boolean has(String column) {
        return table.has(column);
    }

    /** What a query promises is not there: the object has been dropped meanwhile, or it is a mistake of the query. */
    static final class NoValue extends IllegalStateException {
        private NoValue(String column) {
            super("column " + column + " is null");
        }
    }

    String text(String column) {
        return table.text(there(column));
    }

    Optional<String> optional(String column) {
        int value = value(column);
        return table.isNull(value) ? Optional.empty() : Optional.of(table.text(value));
    }

    /** The text, or "" for NULL. */
    String textOrEmpty(String column) {
        int value = value(column);
        return table.isNull(value) ? "" : table.text(value);
    }

    boolean flag(String column) {
        return table.flag(there(column));
    }

    int number(String column) {
        return Math.toIntExact(big(column));
    }

    long big(String column) {
        int value = there(column);
        try {
            return table.number(value);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("column " + column + " is no number: " + table.text(value), e);
        }
    }

    /** The elements of an array of texts; none for NULL. An element that is NULL reads {@code null}. */
    List<String> texts(String column) {
        int value = value(column);
        return table.isNull(value) ? List.of() : TextArray.elements(table.text(value));
    }

    /** Whether there is a value, be it an empty text or array. */
    boolean present(String column) {
        return !table.isNull(value(column));
    }

    /** Adds the values of these columns, and all that the query has between them, as one text that no others make. */
    void join(String from, String to, StringBuilder text) {
        table.join(value(from), value(to), text);
    }

    private int there(String column) {
        int value = value(column);
        if (table.isNull(value)) {
            throw new NoValue(column);
        }
        return value;
    }

    /** Where the value is in the table. */
    private int value(String column) {
        return table.value(number, column);
    }
}
