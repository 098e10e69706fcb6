package dev.belay.tui.report;

/**
 * Makes text safe to show. Names and values come from servers and files: what they hold must not steer the terminal, nor
 * change the order in which one reads.
 */
public final class Visible {
    private Visible() {}

    /** On one line: line ends and tabs are shown too. */
    public static String line(String text) {
        return shown(text, false);
    }

    /** Line ends and tabs stay as they are. */
    public static String block(String text) {
        return shown(text, true);
    }

    private static String shown(String text, boolean lines) {
        int first = 0;
        while (first < text.length() && harmless(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            append(shown, text.codePointAt(i), lines);
        }
        return shown.toString();
    }

    private static boolean harmless(char c) {
        return c >= ' ' && c < 0x7F;
    }

    private static void append(StringBuilder shown, int c, boolean lines) {
        if (lines && (c == '\n' || c == '\t')) {
            shown.append((char) c);
        } else if (c == '\n') {
            shown.append("\\n");
        } else if (c == '\r') {
            shown.append("\\r");
        } else if (c == '\t') {
            shown.append("\\t");
        } else if (steers(c)) {
            shown.append(c < 0x100 ? "\\x%02x".formatted(c) : "\\u%04x".formatted(c));
        } else {
            shown.appendCodePoint(c);
        }
    }

    private static boolean steers(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
