package dev.belay.tui.terminal;

/** How much a terminal takes into the clipboard of whoever sits at it. */
public final class Clipboard {
    /** What one OSC 52 may hold, in bytes, so that every terminal takes it. */
    private static final int MOST = 70_000;

    private Clipboard() {}

    /** As much of the begin of a text as is taken: whole lines, where it has any. */
    public static String fitting(String text) {
        int bytes = 0;
        int end = 0;
        while (end < text.length()) {
            int sign = text.codePointAt(end);
            bytes += sign < 0x80 ? 1 : sign < 0x800 ? 2 : sign < 0x10000 ? 3 : 4;
            if (bytes > MOST) {
                return text.substring(0, text.lastIndexOf('\n', end) < 0 ? end : text.lastIndexOf('\n', end) + 1);
            }
            end += Character.charCount(sign);
        }
        return text;
    }
}
