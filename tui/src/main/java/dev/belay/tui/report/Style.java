package dev.belay.tui.report;

/**
 * What the place that shows a report can do.
 *
 * @param color whether it understands colors, and the user wants them
 * @param unicode whether it has signs beyond ASCII
 */
public record Style(boolean color, boolean unicode) {
    /** For files, pipes and programs. */
    public static final Style PLAIN = new Style(false, true);

    public String paint(Tone tone, String text) {
        return color ? tone.paint(text) : text;
    }

    /** One sign or the other. */
    public String sign(String fancy, String ascii) {
        return unicode ? fancy : ascii;
    }

    public String tick() {
        return sign("✓", "+");
    }

    public String cross() {
        return sign("✗", "x");
    }

    String arrow() {
        return sign("→", ">");
    }

    String dot() {
        return sign("·", ".");
    }

    String ellipsis() {
        return sign("…", "...");
    }
}
