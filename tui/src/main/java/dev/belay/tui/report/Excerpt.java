package dev.belay.tui.report;

import dev.belay.core.script.Statement;
import java.util.Optional;

/**
 * The line of a statement that a server's error points at.
 *
 * @param line its text
 * @param column where in it, counted from 0 in characters
 */
public record Excerpt(String line, int column) {
    private static final int LONGEST = 160;

    /**
     * Finds the line.
     *
     * @param position counted from 1 in characters of what was sent, as the server counts
     */
    public static Optional<Excerpt> of(Statement statement, int position) {
        String sql = statement.sql();
        if (position < 1 || position > sql.codePointCount(0, sql.length()) + 1) {
            return Optional.empty();
        }
        int at = sql.offsetByCodePoints(0, position - 1);
        int start = at;
        while (start > 0 && !breaks(sql.charAt(start - 1))) {
            start--;
        }
        int end = at;
        while (end < sql.length() && !breaks(sql.charAt(end))) {
            end++;
        }
        // A file without line ends must not fill the screen.
        int from = Math.max(start, at - LONGEST / 2);
        return Optional.of(new Excerpt(sql.substring(from, Math.min(end, from + LONGEST)), at - from));
    }

    private static boolean breaks(char c) {
        return c == '\n' || c == '\r';
    }

    /** The line with its number, and a caret below the place. */
    void print(Page page, int number) {
        String gutter = "  " + number + " | ";
        String before = Visible.line(line.substring(0, column).replace("\t", "    "));
        String after = Visible.line(line.substring(column).replace("\t", "    "));
        page.line(page.style().paint(Tone.FAINT, gutter) + before + after);
        String margin = " ".repeat(gutter.length() - 2) + "| " + " ".repeat(Width.of(before));
        page.line(page.style().paint(Tone.FAINT, margin) + page.style().paint(Tone.BAD, "^"));
    }
}
