package dev.belay.tui.report;

import java.io.PrintWriter;

/** Where a report is written, line by line. */
public final class Page {
    private final PrintWriter out;
    private final Style style;

    public Page(PrintWriter out, Style style) {
        this.out = out;
        this.style = style;
    }

    public Style style() {
        return style;
    }

    /** One line. What comes from files and servers must have gone through {@link Visible} before. */
    public void line(String text) {
        out.println(text);
    }

    public void line(Tone tone, String text) {
        out.println(style.paint(tone, text));
    }

    public void gap() {
        out.println();
    }
}
