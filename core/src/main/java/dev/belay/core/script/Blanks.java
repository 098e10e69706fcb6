package dev.belay.core.script;

/** What may stand between two tokens. */
final class Blanks {
    private Blanks() {}

    static boolean commentAt(String text, int at, int limit) {
        if (at + 1 >= limit) {
            return false;
        }
        char second = text.charAt(at + 1);
        return text.charAt(at) == '-' ? second == '-' : text.charAt(at) == '/' && second == '*';
    }

    static int lineEnd(String text, int from, int limit) {
        int at = from;
        while (at < limit && !Characters.newline(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Behind the comment that opens at {@code from}, with those nested in it; -1 when it is not closed. */
    static int commentEnd(String text, int from, int limit) {
        int depth = 1;
        for (int at = from + 2; at + 1 < limit; at++) {
            char c = text.charAt(at);
            if (c == '*' && text.charAt(at + 1) == '/') {
                at++;
                if (--depth == 0) {
                    return at + 1;
                }
            } else if (c == '/' && text.charAt(at + 1) == '*') {
                at++;
                depth++;
            }
        }
        return -1;
    }

    /**
     * Where the literal that ended before {@code from} goes on: at a quote after blanks and line comments that hold a
     * line break; -1 when it does not.
     */
    static int continuation(String text, int from, int limit) {
        boolean broken = false;
        int at = from;
        while (at < limit) {
            char c = text.charAt(at);
            if (Characters.blank(c)) {
                broken |= Characters.newline(c);
                at++;
            } else if (c == '-' && at + 1 < limit && text.charAt(at + 1) == '-') {
                at = lineEnd(text, at, limit);
            } else {
                return broken && c == '\'' ? at : -1;
            }
        }
        return -1;
    }
}
