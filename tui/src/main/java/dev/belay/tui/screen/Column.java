package dev.belay.tui.screen;

import java.util.Comparator;
import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param width in cells; 0 for a share of what is left
 * @param right whether its texts stand at the right, as numbers do
 * @param order by which rows are sorted by it
 */
public record Column<T>(
        String title, int width, boolean right, Function<T, String> text, Function<T, Ink> ink, Comparator<T> order) {
    public static <T> Column<T> of(String title, int width, Function<T, String> text) {
        return new Column<>(title, width, false, text, row -> Ink.NORMAL, Comparator.comparing(text));
    }

    public Column<T> in(Function<T, Ink> other) {
        return new Column<>(title, width, right, text, other, order);
    }

    public Column<T> in(Ink fixed) {
        return in(row -> fixed);
    }

    /** A number, sorted as such. */
    public static <T> Column<T> number(String title, int width, Function<T, String> text, Comparator<T> order) {
        return new Column<>(title, width, true, text, row -> Ink.NORMAL, order);
    }

    public Column<T> sortedBy(Comparator<T> other) {
        return new Column<>(title, width, right, text, ink, other);
    }
}
