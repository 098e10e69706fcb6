package dev.belay.tui.screen;

import java.util.List;

/** A text to read. */
final class Reading implements Window {
    private final String title;
    private final TextView body = new TextView();
    private final int rows;

    Reading(String title, List<Line> lines) {
        this.title = title;
        this.rows = lines.size();
        body.show(lines);
    }

    @Override
    public void draw(Canvas whole) {
        Canvas inner =
                Window.middle(whole, title, Math.max(80, whole.width() - 8), Math.min(rows + 3, whole.height() - 2));
        body.draw(inner.part(1, 0, inner.width() - 2, inner.height() - 1));
        inner.put(1, inner.height() - 1, Ink.FAINT, "esc closes   arrows scroll");
    }

    @Override
    public boolean take(String key) {
        if (body.take(key)) {
            return true;
        }
        return !(key.equals("esc") || key.equals("q") || key.equals("enter") || key.equals("ctrl-c"));
    }
}
