package dev.belay.tui.screen;

import java.util.Comparator;
import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param width in cells; 0 for a share of what is left
 * @param least so many cells of that come before other columns
 * @param right whether its texts stand at the right, as numbers do
 * @param order by which rows are sorted by it
 */
public record Column<T>(
        String title,
        int width,
        int least,
        boolean right,
        Function<T, String> text,
        Function<T, Ink> ink,
        Comparator<T> order) {
    private static final int USUAL = 12;

    public static <T> Column<T> of(String title, int width, Function<T, String> text) {
        return new Column<>(title, width, USUAL, false, text, row -> Ink.NORMAL, Comparator.comparing(text));
    }

    public Column<T> in(Function<T, Ink> other) {
        return new Column<>(title, width, least, right, text, other, order);
    }

    public Column<T> in(Ink fixed) {
        return in(row -> fixed);
    }

    /** Without so many cells of this one, others are left out. */
    public Column<T> atLeast(int cells) {
        return new Column<>(title, width, cells, right, text, ink, order);
    }

    /** A number, sorted as such. */
    public static <T> Column<T> number(String title, int width, Function<T, String> text, Comparator<T> order) {
        return new Column<>(title, width, USUAL, true, text, row -> Ink.NORMAL, order);
    }

    public Column<T> sortedBy(Comparator<T> other) {
        return new Column<>(title, width, least, right, text, ink, other);
    }
}
