package dev.belay.tui.report;

import java.io.PrintWriter;

/** One line on a terminal that is drawn again and again, and goes away for whatever is to stay. */
final class Redrawn {
    /** Back to the beginning, and nothing wraps even where the terminal has become narrower. */
    private static final String BEGIN = "\r\u001b[?7l";

    private static final String END = "\u001b[K\u001b[?7h";
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private boolean drawn;

    Redrawn(PrintWriter err) {
        this.err = err;
    }

    /** Draws a line that is no wider than the terminal. */
    void draw(String line) {
        err.print(BEGIN + line + END);
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
