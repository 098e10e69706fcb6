package dev.belay.core.convention;

/**
 * Follows SQL text, fed line by line, just far enough to know where statements end and what is left open. The lexer
 * proper cuts statements; this one answers questions about files that must be asked before they are cut.
 */
final class Outline {
    private enum Inside {
        CODE,
        COMMENT,
        STRING,
        ESCAPES,
        NAME,
        DOLLARS
    }

    private Inside inside = Inside.CODE;
    private int depth;
    private String tag = "";
    private boolean code;
    private boolean statement;
    private int line;
    private int opened;

    /** Whether there is anything in the text, from this position on, that a server would run. */
    static boolean hasCode(String text, int from) {
        Outline outline = new Outline();
        for (int start = from; start < text.length(); start = Lines.next(text, start)) {
            outline.add(text.substring(start, Lines.next(text, start)));
            if (outline.code) {
                return true;
            }
        }
        return false;
    }

    /** Reads on: one whole line, with its terminator. */
    void add(String text) {
        line++;
        for (int i = 0; i < text.length(); ) {
            i = inside == Inside.CODE ? code(text, i) : quoted(text, i);
        }
    }

    boolean betweenStatements() {
        return !statement && inside == Inside.CODE;
    }

    boolean inDollarQuote() {
        return inside == Inside.DOLLARS;
    }

    /** The line, counted from 1, in which the statement or the literal began that is still open. */
    int opened() {
        return opened;
    }

    private int code(String text, int i) {
        char c = text.charAt(i);
        if (text.startsWith("--", i)) {
            return text.length();
        }
        if (text.startsWith("/*", i)) {
            inside = Inside.COMMENT;
            depth = 1;
            return i + 2;
        }
        if (c == ';') {
            statement = false;
            return i + 1;
        }
        if (!Character.isWhitespace(c)) {
            begin();
        }
        return c == '\'' || c == '"' || c == '$' ? open(text, i) : i + 1;
    }

    private void begin() {
        if (!statement) {
            opened = line;
        }
        statement = true;
        code = true;
    }

    private int open(String text, int i) {
        char c = text.charAt(i);
        if (c == '"') {
            inside = Inside.NAME;
        } else if (c == '\'') {
            boolean escapes = i > 0 && (text.charAt(i - 1) | 0x20) == 'e' && !(i > 1 && inWord(text.charAt(i - 2)));
            inside = escapes ? Inside.ESCAPES : Inside.STRING;
        } else {
            int end = i > 0 && inWord(text.charAt(i - 1)) ? -1 : endOfTag(text, i);
            if (end < 0) {
                return i + 1;
            }
            tag = text.substring(i, end);
            inside = Inside.DOLLARS;
            opened = line;
            return end;
        }
        opened = line;
        return i + 1;
    }

    private static int endOfTag(String text, int dollar) {
        int i = dollar + 1;
        while (i < text.length() && text.charAt(i) != '$' && inWord(text.charAt(i))) {
            i++;
        }
        boolean tag = i < text.length() && text.charAt(i) == '$' && !Character.isDigit(text.charAt(dollar + 1));
        return tag ? i + 1 : -1;
    }

    private int quoted(String text, int i) {
        return switch (inside) {
            case COMMENT -> comment(text, i);
            case DOLLARS -> {
                boolean ends = text.startsWith(tag, i);
                inside = ends ? Inside.CODE : Inside.DOLLARS;
                yield ends ? i + tag.length() : i + 1;
            }
            case ESCAPES -> text.charAt(i) == '\\' ? i + 2 : close(text, i, '\'');
            case NAME -> close(text, i, '"');
            case STRING, CODE -> close(text, i, '\'');
        };
    }

    private int close(String text, int i, char quote) {
        if (text.charAt(i) != quote) {
            return i + 1;
        }
        if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
            return i + 2;
        }
        inside = Inside.CODE;
        return i + 1;
    }

    private int comment(String text, int i) {
        if (text.startsWith("/*", i)) {
            depth++;
            return i + 2;
        }
        if (text.startsWith("*/", i)) {
            depth--;
            inside = depth == 0 ? Inside.CODE : Inside.COMMENT;
            return i + 2;
        }
        return i + 1;
    }

    private static boolean inWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
    }
}
