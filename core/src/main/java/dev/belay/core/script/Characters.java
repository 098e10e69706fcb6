package dev.belay.core.script;

/** The character classes of PostgreSQL's lexer. Everything outside ASCII is a letter to it. */
final class Characters {
    private static final byte BLANK = 1;
    private static final byte WORD_START = 2;
    private static final byte WORD_PART = 4;
    private static final byte OPERATOR = 8;
    private static final byte[] CLASSES = classes();

    private Characters() {}

    static boolean blank(char c) {
        return is(c, BLANK);
    }

    static boolean newline(char c) {
        return c == '\n' || c == '\r';
    }

    static boolean wordStart(char c) {
        return c >= 128 || is(c, WORD_START);
    }

    static boolean wordPart(char c) {
        return c >= 128 || is(c, WORD_PART);
    }

    static boolean operator(char c) {
        return is(c, OPERATOR);
    }

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /** ASCII only, as the server folds names in every multibyte encoding. */
    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    static String lower(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            folded.append(lower(text.charAt(i)));
        }
        return folded.toString();
    }

    private static boolean is(char c, byte wanted) {
        return c < 128 && (CLASSES[c] & wanted) != 0;
    }

    private static byte[] classes() {
        byte[] classes = new byte[128];
        mark(classes, " \t\n\r\f\u000b", BLANK);
        mark(classes, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_", (byte) (WORD_START | WORD_PART));
        mark(classes, "0123456789$", WORD_PART);
        mark(classes, "~!@#^&|`?+-*/%<>=", OPERATOR);
        return classes;
    }

    private static void mark(byte[] classes, String members, byte mark) {
        for (int i = 0; i < members.length(); i++) {
            classes[members.charAt(i)] |= mark;
        }
    }
}
