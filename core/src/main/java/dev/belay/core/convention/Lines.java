package dev.belay.core.convention;

/** Where the lines of a text begin and end; CR, LF and CRLF end a line, as they end a comment in PostgreSQL. */
final class Lines {
    private Lines() {}

    /** Where the text of the line ends that begins here, its terminator not included. */
    static int end(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** Where the line after this one begins, or the length of the text. */
    static int next(String text, int start) {
        int end = end(text, start);
        return text.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, text.length());
    }

    /** Where the line begins that this position is in. */
    static int start(String text, int position) {
        int start = position;
        while (start > 0 && text.charAt(start - 1) != '\n' && text.charAt(start - 1) != '\r') {
            start--;
        }
        return start;
    }

    /** The number of the line that begins here; the first one is 1. */
    static int number(String text, int start) {
        int number = 1;
        for (int line = 0; line < start; line = next(text, line)) {
            number++;
        }
        return number;
    }
}
