package dev.belay.tui.screen;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A text to read. */
final class Reading implements Window {
    private final String title;
    private final TextView body = new TextView();
    private final List<Line> said;

    Reading(String title, List<Line> lines) {
        this.title = title;
        this.said = List.copyOf(lines);
    }

    @Override
    public void draw(Canvas whole) {
        int columns = Math.min(whole.width(), Math.max(80, whole.width() - 8));
        body.fit(said, columns - 4);
        int rows = Math.min(body.lines().size() + 3, whole.height() - 4);
        Canvas inner = Window.middle(whole, title, columns, rows);
        body.draw(inner.part(1, 0, inner.width() - 2, inner.height() - 1));
        inner.put(1, inner.height() - 1, Ink.FAINT, "esc closes   arrows scroll   y copies it");
    }

    @Override
    public Optional<String> copied() {
        return Optional.of(said.stream().map(Line::text).collect(Collectors.joining("\n", "", "\n")));
    }

    @Override
    public boolean take(String key) {
        if (body.take(key)) {
            return true;
        }
        return !(key.equals("esc") || key.equals("q") || key.equals("enter") || key.equals("ctrl-c"));
    }
}
