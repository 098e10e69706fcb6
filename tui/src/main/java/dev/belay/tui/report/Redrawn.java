package dev.belay.tui.report;

import java.io.PrintWriter;

/** One line on a terminal that is drawn again and again, and goes away for whatever is to stay. */
final class Redrawn {
    /** Back to the beginning, and nothing wraps even where the terminal has become narrower. */
    private static final String BEGIN = "\r\u001b[?7l";

    private static final String END = "\u001b[K\u001b[?7h";
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final Style style;
    private final int width;
    private boolean drawn;

    Redrawn(PrintWriter err, Style style, int width) {
        this.err = err;
        this.style = style;
        this.width = width;
    }

    void draw(String line) {
        err.print(BEGIN + Width.cut(line, width - 1, style) + END);
        err.flush();
        drawn = true;
    }

    void erase() {
        if (drawn) {
            err.print(ERASE);
            err.flush();
            drawn = false;
        }
    }
}
