package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of tables by their numbers, which is how indexes speak of them.
 *
 * @param rows of {@code columns}, by the OID of the table, in the order of their numbers
 */
record TableColumns(Map<Long, List<Row>> rows) {
    /** Empty for an expression, which has the number 0, and for a system column. */
    Optional<Row> find(long table, String number) {
        List<Row> columns = rows.getOrDefault(table, List.of());
        // Dropped ones are missing: a column is at its number, or before.
        for (int i = Math.min(columns.size(), Integer.parseInt(number)) - 1; i >= 0; i--) {
            if (columns.get(i).text("number").equals(number)) {
                return Optional.of(columns.get(i));
            }
        }
        return Optional.empty();
    }

    /** The names of those among the numbers that are columns. */
    List<String> names(long table, List<String> numbers) {
        List<String> names = new ArrayList<>(numbers.size());
        for (String number : numbers) {
            find(table, number).ifPresent(column -> names.add(column.text("name")));
        }
        return names;
    }
}
