package dev.belay.core.script;

/**
 * Walks over a text token by token and decides the limits of each as PostgreSQL's own lexer does. It makes no strings:
 * a token is its kind and two offsets.
 */
final class Lexer {
    private final String text;
    private final int limit;
    private boolean standardStrings;
    private int position;
    private int start;

    Lexer(String text, int from, int limit, boolean standardStrings) {
        this.text = text;
        this.position = from;
        this.start = from;
        this.limit = limit;
        this.standardStrings = standardStrings;
    }

    /** Whether a backslash in a plain literal is just a backslash, from here on. */
    void standardStrings(boolean standard) {
        standardStrings = standard;
    }

    boolean standardStrings() {
        return standardStrings;
    }

    /** Where the current token starts. */
    int start() {
        return start;
    }

    /** Where the current token ends and the next blanks or token start. */
    int end() {
        return position;
    }

    void moveTo(int offset) {
        position = offset;
        start = offset;
    }

    /** Whether the current token is this lower-case word, whatever its case. */
    boolean is(String word) {
        int length = word.length();
        if (position - start != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (Characters.lower(text.charAt(start + i)) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String token() {
        return text.substring(start, position);
    }

    /** Steps over blanks and comments to the next token. */
    Token next() {
        if (!skipBlanks()) {
            return unclosed(Token.UNCLOSED_COMMENT);
        }
        start = position;
        return position == limit ? Token.END : token(text.charAt(position));
    }

    private Token token(char c) {
        return switch (c) {
            case '(' -> upTo(position + 1, Token.OPEN);
            case ')' -> upTo(position + 1, Token.CLOSE);
            case ',' -> upTo(position + 1, Token.COMMA);
            case '.' -> upTo(position + 1, Token.DOT);
            case ';' -> upTo(position + 1, Token.SEMICOLON);
            case '\\' -> upTo(position + 1, Token.BACKSLASH);
            case '\'' -> string(position + 1, standardStrings ? Quoting.PLAIN : Quoting.ESCAPED);
            case '"' -> name(position + 1);
            case '$' -> dollar();
            case 'e', 'E' -> quoteAt(position + 1) ? string(position + 2, Quoting.ESCAPED) : word();
            case 'b', 'B', 'x', 'X' -> quoteAt(position + 1) ? string(position + 2, Quoting.BITS) : word();
            case 'n', 'N' ->
                quoteAt(position + 1)
                        ? string(position + 2, standardStrings ? Quoting.PLAIN : Quoting.ESCAPED)
                        : word();
            case 'u', 'U' -> unicode();
            default -> wordNumberOrOperator(c);
        };
    }

    private Token wordNumberOrOperator(char c) {
        if (Characters.wordStart(c)) {
            return word();
        }
        if (Characters.digit(c)) {
            return number(position, Token.NUMBER);
        }
        return Characters.operator(c) ? operator() : upTo(position + 1, Token.OTHER);
    }

    private Token upTo(int end, Token token) {
        position = end;
        return token;
    }

    private Token unclosed(Token token) {
        position = limit;
        return token;
    }

    private Token word() {
        int at = position + 1;
        while (at < limit && Characters.wordPart(text.charAt(at))) {
            at++;
        }
        return upTo(at, Token.WORD);
    }

    /** Digits and what sticks to them. A dollar sign does not, so that {@code 1$$…$$} has a body. */
    private Token number(int from, Token token) {
        int at = from;
        while (at < limit && Characters.digit(text.charAt(at))) {
            at++;
        }
        if (at < limit && Characters.wordStart(text.charAt(at))) {
            position = at;
            word();
            at = position;
        }
        return upTo(at, token);
    }

    /** A comment may start in the middle of what looks like one operator. */
    private Token operator() {
        int at = position + 1;
        while (at < limit && Characters.operator(text.charAt(at)) && !Blanks.commentAt(text, at, limit)) {
            at++;
        }
        return upTo(at, Token.OPERATOR);
    }

    private Token unicode() {
        if (position + 2 < limit && text.charAt(position + 1) == '&') {
            char quote = text.charAt(position + 2);
            if (quote == '\'') {
                return string(position + 3, Quoting.PLAIN);
            }
            if (quote == '"') {
                return name(position + 3);
            }
        }
        return word();
    }

    private Token name(int from) {
        int close = closingQuote(from, '"', Quoting.PLAIN);
        return close < 0 ? unclosed(Token.UNCLOSED_NAME) : upTo(close + 1, Token.NAME);
    }

    private Token string(int from, Quoting quoting) {
        int close = closingQuote(from, '\'', quoting);
        while (close >= 0) {
            int continued = Blanks.continuation(text, close + 1, limit);
            if (continued < 0) {
                return upTo(close + 1, Token.STRING);
            }
            close = closingQuote(continued + 1, '\'', quoting);
        }
        return unclosed(Token.UNCLOSED_STRING);
    }

    private int closingQuote(int from, char quote, Quoting quoting) {
        for (int at = from; at < limit; at++) {
            char c = text.charAt(at);
            if (c == '\\' && quoting == Quoting.ESCAPED) {
                at++;
            } else if (c == quote) {
                if (quoting == Quoting.BITS || at + 1 >= limit || text.charAt(at + 1) != quote) {
                    return at;
                }
                at++;
            }
        }
        return -1;
    }

    private Token dollar() {
        int at = position + 1;
        if (at < limit && Characters.digit(text.charAt(at))) {
            return number(at, Token.PARAMETER);
        }
        while (at < limit && tagPart(text.charAt(at))) {
            at++;
        }
        if (at >= limit || text.charAt(at) != '$') {
            return upTo(position + 1, Token.OTHER);
        }
        int length = at + 1 - position;
        for (int close = at + 1; close + length <= limit; close++) {
            if (text.charAt(close) == '$' && text.regionMatches(close, text, position, length)) {
                return upTo(close + length, Token.STRING);
            }
        }
        return unclosed(Token.UNCLOSED_BODY);
    }

    private static boolean tagPart(char c) {
        return c != '$' && Characters.wordPart(c);
    }

    private boolean quoteAt(int at) {
        return at < limit && text.charAt(at) == '\'';
    }

    private boolean skipBlanks() {
        int at = position;
        while (at < limit) {
            if (Characters.blank(text.charAt(at))) {
                at++;
            } else if (!Blanks.commentAt(text, at, limit)) {
                break;
            } else if (text.charAt(at) == '-') {
                at = Blanks.lineEnd(text, at, limit);
            } else {
                start = at;
                at = Blanks.commentEnd(text, at, limit);
                if (at < 0) {
                    return false;
                }
            }
        }
        position = at;
        return true;
    }

    private enum Quoting {
        /** A quote is written twice. */
        PLAIN,
        /** As well, and a backslash hides what follows. */
        ESCAPED,
        /** The first quote closes. */
        BITS
    }
}
