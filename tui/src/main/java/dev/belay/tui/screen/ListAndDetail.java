package dev.belay.tui.screen;

import dev.belay.tui.terminal.Input;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A list, and beside or below it what is to be known of the selected row. Tab goes from one to the other. */
public final class ListAndDetail<T> {
    /** So many columns are worth having beside a list. */
    private static final int BESIDE = 50;
    /** And so many are left to it by a list that could use more. */
    private static final int ROOMY = 80;

    /** Fewer rows are no details. */
    private static final int LEAST = 3;

    private final TableView<T> table;
    private final TextView detail = new TextView();
    private boolean inDetail;
    private Optional<Object> shown = Optional.empty();
    /** Where the details are, where there is room for them. */
    private @Nullable Canvas text;

    public ListAndDetail(TableView<T> table) {
        this.table = table;
    }

    public TableView<T> table() {
        return table;
    }

    public Optional<T> selected() {
        return table.selected();
    }

    public boolean take(String key) {
        if (key.equals("tab") || key.equals("backtab")) {
            inDetail = !inDetail;
            table.stay();
            return true;
        }
        if (key.equals("esc") && inDetail) {
            inDetail = false;
            return true;
        }
        if (key.equals("left") || key.equals("right")) {
            return detail.take(key);
        }
        return inDetail ? detail.take(key) : table.take(key);
    }

    /** The wheel moves what is under it. */
    public void press(Input.Mouse mouse) {
        boolean below = text != null && text.holds(mouse.column(), mouse.row());
        if (!mouse.presses()) {
            mouse.turns(below ? detail::take : table::take);
        } else if (below) {
            inDetail = true;
        } else if (table.press(mouse.column(), mouse.row())) {
            inDetail = false;
        }
    }

    /** How wide the detail will be on a canvas. */
    public int detailWidth(Canvas canvas) {
        return (beside(canvas) ? canvas.width() - listWidth(canvas) : canvas.width()) - 3;
    }

    private int listWidth(Canvas canvas) {
        int usual = Math.max(table.comfortable() + 2, canvas.width() / 2);
        return Math.max(usual, Math.min(table.wanted() + 2, canvas.width() - ROOMY));
    }

    private boolean beside(Canvas canvas) {
        return canvas.width() - listWidth(canvas) >= BESIDE;
    }

    /**
     * Draws both.
     *
     * @param about what the detail is about: when it is another, the detail begins at its top
     */
    public void draw(Canvas canvas, String title, Object about, String detailTitle, List<Line> lines) {
        show(about, lines);
        int rows = listHeight(canvas);
        boolean beside = beside(canvas);
        text = null;
        if (!beside && canvas.height() - rows < LEAST) {
            alone(canvas, title, detailTitle);
            return;
        }
        int columns = beside ? listWidth(canvas) : canvas.width();
        list(canvas.part(0, 0, columns, rows), title, "");
        detail(
                beside
                        ? canvas.part(columns, 0, canvas.width() - columns, canvas.height())
                        : canvas.part(0, rows, canvas.width(), canvas.height() - rows),
                detailTitle);
    }

    private int listHeight(Canvas canvas) {
        return beside(canvas) ? canvas.height() : Math.max(5, canvas.height() * 55 / 100);
    }

    /** One of the two, where there is no room for both. */
    private void alone(Canvas canvas, String title, String detailTitle) {
        if (inDetail) {
            detail(canvas, detailTitle);
            canvas.put(2, canvas.height() - 1, Line.of(Ink.KEY, " tab").and(Ink.FAINT, " list "));
        } else {
            list(canvas, title, " details ");
        }
    }

    /** {@code hidden} is what tab leads to, where that is not in sight. */
    private void list(Canvas canvas, String title, String hidden) {
        table.draw(canvas.box(title + count(), !inDetail), !inDetail);
        table.position()
                .ifPresent(where ->
                        canvas.putBefore(canvas.width() - 1, canvas.height() - 1, Ink.FAINT, " " + where + " "));
        if (!hidden.isEmpty()) {
            canvas.put(2, canvas.height() - 1, Line.of(Ink.KEY, " tab").and(Ink.FAINT, hidden));
        }
    }

    private void show(Object about, List<Line> lines) {
        if (shown.filter(about::equals).isEmpty()) {
            shown = Optional.of(about);
            detail.show(lines);
        } else {
            detail.update(lines);
        }
    }

    private void detail(Canvas canvas, String title) {
        text = canvas;
        Canvas inner = canvas.box(title, inDetail);
        detail.draw(inner.part(1, 0, inner.width() - 1, inner.height()), inDetail ? "" : " tab");
    }

    private String count() {
        if (!table.known()) {
            return "";
        }
        return table.filter().isEmpty()
                ? " (" + table.total() + ")"
                : " (" + table.rows().size() + " of " + table.total() + ", /" + table.filter() + ")";
    }
}
