package dev.belay.tui.screen;

import java.util.List;

/** Lines that can be scrolled, or that follow their own end. */
public final class TextView {
    private List<Line> lines = List.of();
    private int first;
    private int sideways;
    private int page = 1;
    private boolean following;
    private int fitted;

    /** Shows other lines, from their begin. */
    public void show(List<Line> other) {
        lines = other;
        first = 0;
        sideways = 0;
    }

    /** Shows these lines, and the last of them as long as nobody scrolls up. */
    public void follow(List<Line> growing) {
        if (lines.isEmpty()) {
            following = true;
        }
        lines = growing;
    }

    /** The same text, read anew. */
    public void update(List<Line> other) {
        lines = other;
    }

    /** Shows these lines so that nothing of them is cut off at this width. */
    void fit(List<Line> whole, int cells) {
        if (cells != fitted) {
            fitted = cells;
            update(Line.folded(whole, cells));
        }
    }

    public List<Line> lines() {
        return lines;
    }

    public boolean take(String key) {
        switch (key) {
            case "up", "k" -> first--;
            case "down", "j" -> first++;
            case "pgup", "ctrl-b" -> first -= page;
            case "pgdn", "ctrl-f" -> first += page;
            case "home", "g" -> first = 0;
            case "end", "G" -> first = lines.size();
            case "left", "h" -> sideways = Math.max(0, sideways - 8);
            case "right", "l" -> sideways += 8;
            default -> {
                return false;
            }
        }
        following = first >= lines.size() - page;
        return true;
    }

    public void draw(Canvas canvas) {
        draw(canvas, "");
    }

    /** {@code key} is the one that leads here, and is shown where not all is in sight. */
    void draw(Canvas canvas, String key) {
        page = Math.max(1, canvas.height());
        int last = Math.max(0, lines.size() - page);
        first = following ? last : Math.max(0, Math.min(first, last));
        for (int y = 0; y < canvas.height(); y++) {
            canvas.fill(y, Ink.NORMAL, false);
            if (first + y < lines.size()) {
                draw(canvas, y, lines.get(first + y));
            }
        }
        if (lines.size() > page) {
            String position = " " + (first + page) + "/" + lines.size();
            canvas.putBefore(canvas.width(), canvas.height() - 1, Ink.FAINT, position);
            canvas.putBefore(canvas.width() - position.length(), canvas.height() - 1, Ink.KEY, key);
        }
    }

    private void draw(Canvas canvas, int y, Line line) {
        int skip = sideways;
        int x = 0;
        for (Line.Piece piece : line.pieces()) {
            String clean = canvas.clean(piece.text());
            int cut = 0;
            while (skip > 0 && cut < clean.length()) {
                skip -= Glyphs.width(clean.charAt(cut++));
            }
            // Half of a wide sign is left: its cell stays, so that the lines keep to their columns.
            String half = skip < 0 ? " " : "";
            skip = Math.max(0, skip);
            x = canvas.put(x, y, piece.ink(), half + clean.substring(cut));
        }
    }
}
