package dev.belay.tui.screen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A list of rows of which only those in sight are ever looked at. What is selected stays so when the rows are read anew,
 * filtered or sorted.
 */
public final class TableView<T> {
    private final List<Column<T>> columns;
    private final Function<T, ?> identity;

    private List<T> all = List.of();
    private List<T> shown = List.of();
    private boolean known;
    private String filter = "";
    private int sortedBy = -1;
    private boolean descending;
    private int selected;
    private int first;
    private int page = 1;
    /** Of the texts in the one column that has no width of its own; -1 while nobody has looked. */
    private int longest = -1;

    private @Nullable Canvas place;
    /** A row that is on its way. */
    private Optional<Predicate<T>> awaited = Optional.empty();
    /** What one wants to see first. */
    private Function<List<T>, Optional<T>> begin = rows -> Optional.empty();

    /** Whether somebody has chosen a row. */
    private boolean moved;

    /** {@code identity} tells whether a row is the same as one that was read before. */
    public TableView(Function<T, ?> identity, List<Column<T>> columns) {
        this.identity = identity;
        this.columns = List.copyOf(columns);
    }

    /** Says which of all rows is the one to begin with: it is selected as long as nobody has moved. */
    public TableView<T> beginningWith(Function<List<T>, Optional<T>> which) {
        begin = which;
        return this;
    }

    /** Somebody is about the selected row. */
    void stay() {
        awaited = Optional.empty();
        moved = true;
    }

    /** What there is, from now on. */
    public void rows(List<T> rows) {
        known = true;
        if (rows != all) {
            all = rows;
            longest = -1;
            choose();
            if (!moved) {
                begin.apply(rows).map(identity).ifPresent(one -> select(row -> one.equals(identity.apply(row))));
            }
            arrive();
        }
    }

    /** What there was is about something else: nobody knows what there is. */
    public void forget() {
        rows(List.of());
        known = false;
    }

    /** Whether somebody has said what there is. */
    boolean known() {
        return known;
    }

    public List<T> rows() {
        return shown;
    }

    public int total() {
        return all.size();
    }

    public Optional<T> selected() {
        return selected < shown.size() ? Optional.of(shown.get(selected)) : Optional.empty();
    }

    /** Goes to the first row that is meant; whether there is one. */
    public boolean select(Predicate<T> meant) {
        for (int i = 0; i < shown.size(); i++) {
            if (meant.test(shown.get(i))) {
                selected = i;
                return true;
            }
        }
        return false;
    }

    /** Shows all rows, and goes to the one that is meant: now, or when it comes and nobody has moved by then. */
    public void await(Predicate<T> meant) {
        filter("");
        awaited = Optional.of(meant);
        arrive();
    }

    private void arrive() {
        boolean expected = awaited.isPresent();
        awaited = awaited.filter(meant -> !select(meant));
        moved |= expected && awaited.isEmpty();
    }

    /** The last row in sight, and how many there are; empty where all are in sight. */
    Optional<String> position() {
        return shown.size() > page
                ? Optional.of(Math.min(first + page, shown.size()) + "/" + shown.size())
                : Optional.empty();
    }

    public String filter() {
        return filter;
    }

    /** What the filter leaves. */
    Line told() {
        return Line.of(Ink.WARNING, "/" + filter)
                .and(Ink.FAINT, "  shows " + shown.size() + " of " + all.size() + "; esc shows all");
    }

    /** Shows only rows with this text in some column; with a ! before it, only those without. */
    public void filter(String text) {
        filter = text;
        choose();
    }

    /** By the next column; after the last one as they came. */
    public void sortByNext() {
        sortedBy = sortedBy + 1 >= columns.size() ? -1 : sortedBy + 1;
        choose();
    }

    public void reverse() {
        descending = !descending;
        choose();
    }

    /** In words. */
    public String order() {
        return sortedBy < 0
                ? (descending ? "as they came, reversed" : "as they came")
                : columns.get(sortedBy).title().toLowerCase(Locale.ROOT) + (descending ? ", descending" : "");
    }

    private void choose() {
        Optional<Object> before = selected().map(identity);
        List<T> chosen = new ArrayList<>(all.size());
        String wanted = filter.startsWith("!") ? filter.substring(1) : filter;
        String folded = wanted.toLowerCase(Locale.ROOT);
        for (T row : all) {
            if (folded.isEmpty() || filter.startsWith("!") != has(row, folded)) {
                chosen.add(row);
            }
        }
        if (sortedBy >= 0) {
            Comparator<T> order = columns.get(sortedBy).order();
            chosen.sort(descending ? order.reversed() : order);
        } else if (descending) {
            java.util.Collections.reverse(chosen);
        }
        shown = chosen;
        selected = Math.max(0, Math.min(selected, shown.size() - 1));
        before.ifPresent(same -> select(row -> same.equals(identity.apply(row))));
    }

    private boolean has(T row, String folded) {
        for (Column<T> column : columns) {
            if (column.text().apply(row).toLowerCase(Locale.ROOT).contains(folded)) {
                return true;
            }
        }
        return false;
    }

    /** Moves; whether the key was one for that. */
    public boolean take(String key) {
        int target = switch (key) {
            case "up", "k" -> selected - 1;
            case "down", "j" -> selected + 1;
            case "pgup", "ctrl-b" -> selected - page;
            case "pgdn", "ctrl-f" -> selected + page;
            case "home", "g" -> 0;
            case "end", "G" -> shown.size() - 1;
            default -> Integer.MIN_VALUE;
        };
        if (target == Integer.MIN_VALUE) {
            return false;
        }
        selected = Math.max(0, Math.min(target, shown.size() - 1));
        stay();
        return true;
    }

    /** Selects what is in a cell of the screen, or sorts by the column whose head is there; whether the cell is in here. */
    public boolean press(int column, int row) {
        if (place == null || !place.holds(column, row)) {
            return false;
        }
        if (place.row(row) == 0) {
            sortBy(place.column(column), widths(place.width()));
            return true;
        }
        int target = first + place.row(row) - 1;
        if (target < shown.size()) {
            selected = target;
            stay();
        }
        return true;
    }

    /** The other way round, where it is sorted by that already. */
    private void sortBy(int cell, int[] widths) {
        int end = 1;
        for (int i = 0; i < widths.length; i++) {
            int begin = end;
            end += widths[i] > 0 ? widths[i] + 1 : 0;
            if (cell >= begin && cell < end) {
                descending = sortedBy == i && !descending;
                sortedBy = i;
                choose();
                return;
            }
        }
    }

    public void draw(Canvas canvas, boolean focused) {
        place = canvas;
        page = Math.max(1, canvas.height() - 1);
        first = Math.max(0, Math.min(first, shown.size() - page));
        first = Math.min(first, selected);
        first = Math.max(first, selected - page + 1);
        int[] widths = widths(canvas.width());
        heads(canvas, widths);
        for (int y = 1; y < canvas.height() && first + y - 1 < shown.size(); y++) {
            int index = first + y - 1;
            draw(canvas, y, shown.get(index), widths, index == selected && focused);
            if (index == selected && !focused) {
                canvas.put(0, y, Ink.KEY, ">");
            }
        }
    }

    private void heads(Canvas canvas, int[] widths) {
        canvas.fill(0, Ink.NORMAL, false);
        int x = 1;
        for (int i = 0; i < columns.size(); i++) {
            String mark = i == sortedBy ? (descending ? "v" : "^") : "";
            if (widths[i] > 0) {
                put(
                        canvas.part(x, 0, widths[i], 1),
                        0,
                        columns.get(i).right(),
                        Ink.TITLE,
                        columns.get(i).title() + mark,
                        false);
                x += widths[i] + 1;
            }
        }
    }

    private void draw(Canvas canvas, int y, T row, int[] widths, boolean marked) {
        canvas.fill(y, Ink.NORMAL, marked);
        int x = 1;
        for (int i = 0; i < columns.size(); i++) {
            Column<T> column = columns.get(i);
            if (widths[i] > 0) {
                put(
                        canvas.part(x, y, widths[i], 1),
                        0,
                        column.right(),
                        column.ink().apply(row),
                        column.text().apply(row),
                        marked);
                x += widths[i] + 1;
            }
        }
    }

    private static void put(Canvas cell, int y, boolean right, Ink ink, String text, boolean marked) {
        int x = right ? Math.max(0, cell.width() - Glyphs.width(Glyphs.clean(text))) : 0;
        cell.put(x, y, ink, text, marked);
    }

    /** How many cells a table of these columns should have. */
    int comfortable() {
        return 1
                + columns.stream()
                        .mapToInt(column -> 1 + (column.width() == 0 ? 28 : column.width()))
                        .sum();
    }

    /** How many cells it needs so that nothing is cut, where that depends on one column. */
    int wanted() {
        List<Column<T>> flexible =
                columns.stream().filter(column -> column.width() == 0).toList();
        if (flexible.size() != 1) {
            return comfortable();
        }
        if (longest < 0) {
            longest = all.stream()
                    .mapToInt(row ->
                            Glyphs.width(Glyphs.clean(flexible.get(0).text().apply(row))))
                    .max()
                    .orElse(0);
        }
        return 2
                + longest
                + columns.stream()
                        .filter(column -> column.width() > 0)
                        .mapToInt(column -> column.width() + 1)
                        .sum();
    }

    /** Fixed columns from the left as long as there is room, then what is left for the others. */
    private int[] widths(int room) {
        int[] widths = new int[columns.size()];
        int flexible =
                (int) columns.stream().filter(column -> column.width() == 0).count();
        int least = columns.stream()
                .filter(column -> column.width() == 0)
                .mapToInt(Column::least)
                .sum();
        int left = room - 1 - least;
        for (int i = 0; i < widths.length; i++) {
            int wanted = columns.get(i).width();
            if (wanted > 0 && left >= wanted + 1) {
                widths[i] = wanted;
                left -= wanted + 1;
            }
        }
        int share = flexible == 0 ? 0 : Math.max(8, (left + least) / flexible - 1);
        for (int i = 0; i < widths.length; i++) {
            if (columns.get(i).width() == 0) {
                widths[i] = share;
            }
        }
        return widths;
    }

    /** As comma-separated values, with the names of the columns. */
    public String csv() {
        StringBuilder csv = new StringBuilder();
        csv.append(String.join(
                        ",",
                        columns.stream().map(column -> quoted(column.title())).toList()))
                .append('\n');
        for (T row : shown) {
            csv.append(String.join(
                            ",",
                            columns.stream()
                                    .map(column -> quoted(column.text().apply(row)))
                                    .toList()))
                    .append('\n');
        }
        return csv.toString();
    }

    private static String quoted(String text) {
        return text.matches("[^\",\n\r]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
