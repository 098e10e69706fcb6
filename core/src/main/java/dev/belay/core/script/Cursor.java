package dev.belay.core.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one statement by its words: what a hand-written grammar needs, and no more of the text than it asks for. */
final class Cursor {
    private final String text;
    private final Lexer lexer;
    private Token token;

    Cursor(String text, int from, int to, boolean standardStrings) {
        this.text = text;
        this.lexer = new Lexer(text, from, to, standardStrings);
        this.token = read();
    }

    Token token() {
        return token;
    }

    int start() {
        return lexer.start();
    }

    int end() {
        return lexer.end();
    }

    boolean standardStrings() {
        return lexer.standardStrings();
    }

    /** Whether the statement is over: at a semicolon too, for the statements of a body. */
    boolean done() {
        return token == Token.END || token == Token.SEMICOLON;
    }

    void next() {
        if (token != Token.END) {
            token = read();
        }
    }

    /** A place to come back to. */
    int mark() {
        return lexer.start();
    }

    void reset(int mark) {
        lexer.moveTo(mark);
        token = read();
    }

    boolean at(String keyword) {
        return token == Token.WORD && lexer.is(keyword);
    }

    boolean atAny(String... keywords) {
        for (String keyword : keywords) {
            if (at(keyword)) {
                return true;
            }
        }
        return false;
    }

    /** Steps over these words when all of them come next, one after the other. */
    boolean accept(String... keywords) {
        int mark = mark();
        for (String keyword : keywords) {
            if (!at(keyword)) {
                if (mark != mark()) {
                    reset(mark);
                }
                return false;
            }
            next();
        }
        return true;
    }

    boolean accept(Token wanted) {
        if (token != wanted) {
            return false;
        }
        next();
        return true;
    }

    boolean acceptOperator(String operator) {
        if (token != Token.OPERATOR || !lexer.is(operator)) {
            return false;
        }
        next();
        return true;
    }

    /** The current word in lower case, or empty when there is none; stays on it. */
    String keyword() {
        return token == Token.WORD ? Characters.lower(lexer.token()) : "";
    }

    /** Steps over a word, a number or a literal and gives its value. */
    Optional<String> value() {
        if (token != Token.WORD && token != Token.NUMBER) {
            return string();
        }
        String value = lexer.token();
        next();
        return Optional.of(value);
    }

    Optional<String> string() {
        if (token != Token.STRING) {
            return Optional.empty();
        }
        String value = Literals.text(lexer.token(), lexer.standardStrings());
        next();
        return Optional.of(value);
    }

    /** Steps over an identifier, quoted or not. */
    Optional<String> identifier() {
        if (token != Token.WORD && token != Token.NAME) {
            return Optional.empty();
        }
        String written = lexer.token();
        boolean unicode = token == Token.NAME && written.charAt(0) != '"';
        next();
        char escape = unicode && accept("uescape")
                ? string().filter(s -> s.length() == 1).orElse("\\").charAt(0)
                : '\\';
        return Optional.of(Literals.name(written, escape));
    }

    /** Steps over a name with up to two qualifiers; the database is dropped. */
    Optional<Name> name() {
        Optional<String> last = identifier();
        Optional<String> schema = Optional.empty();
        while (last.isPresent() && accept(Token.DOT)) {
            schema = last;
            last = identifier();
        }
        Optional<String> qualifier = schema;
        return last.map(name -> new Name(qualifier, name));
    }

    List<Name> names() {
        List<Name> names = new ArrayList<>();
        do {
            name().ifPresent(names::add);
            skipParentheses();
        } while (accept(Token.COMMA));
        return names;
    }

    /** Steps over one bracketed group, with those inside it, when one comes next. */
    void skipParentheses() {
        if (token != Token.OPEN) {
            return;
        }
        int depth = 0;
        do {
            depth += token == Token.OPEN ? 1 : token == Token.CLOSE ? -1 : 0;
            next();
        } while (depth > 0 && token != Token.END);
    }

    /** Steps to the next of these words outside parentheses and stays on it; to the end when there is none. */
    boolean skipTo(String... keywords) {
        while (!done()) {
            if (atAny(keywords)) {
                return true;
            }
            step();
        }
        return false;
    }

    /** Steps to the next comma outside parentheses, or to the end. */
    void skipToComma() {
        while (!done() && token != Token.COMMA) {
            step();
        }
    }

    /** Steps over a token, or over a whole bracketed group. */
    void step() {
        if (token == Token.OPEN) {
            skipParentheses();
        } else {
            next();
        }
    }

    /** Reads {@code (name [=] value, …)}; an option without a value is {@code true}. */
    Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        if (token != Token.OPEN) {
            return options;
        }
        do {
            next();
            Optional<String> option = identifier();
            acceptOperator("=");
            Optional<String> value = value();
            option.ifPresent(name -> options.put(name, value.orElse("true")));
            while (token != Token.CLOSE && token != Token.COMMA && !done()) {
                step();
            }
        } while (token == Token.COMMA);
        accept(Token.CLOSE);
        return options;
    }

    /** The literal at the current token, to be read as statements of its own. */
    Cursor body() {
        if (text.charAt(lexer.start()) == '$') {
            int tag = text.indexOf('$', lexer.start() + 1) + 1 - lexer.start();
            return new Cursor(text, lexer.start() + tag, lexer.end() - tag, lexer.standardStrings());
        }
        String body = Literals.text(lexer.token(), lexer.standardStrings());
        return new Cursor(body, 0, body.length(), lexer.standardStrings());
    }

    /** A literal that a body leaves open is the server's to refuse; there is nothing to read behind it. */
    private Token read() {
        Token next = lexer.next();
        return next.unclosed() ? Token.END : next;
    }
}
