package dev.belay.tui.screen;

import dev.belay.tui.terminal.Input;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A list, and beside or below it what is to be known of the selected row. Tab goes from one to the other. */
public final class ListAndDetail<T> {
    /** So many columns are worth having beside a list. */
    private static final int BESIDE = 50;

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
        return Math.max(table.comfortable() + 2, canvas.width() / 2);
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
        boolean beside = beside(canvas);
        int columns = beside ? listWidth(canvas) : canvas.width();
        int rows = beside ? canvas.height() : Math.max(5, canvas.height() * 55 / 100);
        Canvas list = canvas.part(0, 0, columns, rows).box(title + count(), !inDetail);
        table.draw(list, !inDetail);
        table.position().ifPresent(text -> canvas.putBefore(columns - 1, rows - 1, Ink.FAINT, " " + text + " "));
        Canvas rest = beside
                ? canvas.part(columns, 0, canvas.width() - columns, canvas.height())
                : canvas.part(0, rows, canvas.width(), canvas.height() - rows);
        text = rest;
        if (rest.height() < 3) {
            text = null;
            return;
        }
        if (shown.filter(about::equals).isEmpty()) {
            shown = Optional.of(about);
            detail.show(lines);
        } else {
            detail.update(lines);
        }
        Canvas inner = rest.box(detailTitle, inDetail);
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
