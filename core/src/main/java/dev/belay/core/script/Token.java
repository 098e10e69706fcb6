package dev.belay.core.script;

/** What the lexer tells apart: as much of PostgreSQL's tokens as cutting and classifying statements needs. */
enum Token {
    /** A keyword or an identifier without quotes. */
    WORD,
    /** An identifier in double quotes, {@code U&"…"} too. */
    NAME,
    /** Any literal in quotes, with all its continuations, or in dollar quotes. */
    STRING,
    NUMBER,
    PARAMETER,
    OPERATOR,
    OPEN,
    CLOSE,
    COMMA,
    DOT,
    SEMICOLON,
    BACKSLASH,
    OTHER,
    END,
    UNCLOSED_COMMENT("comment", "*/"),
    UNCLOSED_STRING("quoted string", "'"),
    UNCLOSED_BODY("dollar-quoted string", "the same dollar quote again"),
    UNCLOSED_NAME("quoted name", "\"");

    private final String what;
    private final String closing;

    Token() {
        this("", "");
    }

    Token(String what, String closing) {
        this.what = what;
        this.closing = closing;
    }

    boolean unclosed() {
        return !what.isEmpty();
    }

    /** In words, of an unclosed one. */
    String what() {
        return what;
    }

    /** What the text lacks, of an unclosed one. */
    String closing() {
        return closing;
    }
}
