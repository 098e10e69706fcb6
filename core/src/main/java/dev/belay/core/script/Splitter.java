package dev.belay.core.script;

import dev.belay.core.script.Statement.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text into its statements. Every character goes into exactly one piece. */
final class Splitter {
    private final Source source;
    private final String text;
    private final Lexer lexer;
    private final StringsSetting strings = new StringsSetting();
    private final List<Statement> pieces = new ArrayList<>();
    private int line;
    private int counted;
    private int number;

    private Splitter(Source source) {
        this.source = source;
        this.text = source.text();
        this.lexer = new Lexer(text, 0, text.length(), strings.standard());
        this.line = source.firstLine();
    }

    static List<Statement> split(Source source) {
        int nul = source.text().indexOf('\0');
        if (nul >= 0) {
            throw source.error(nul, "a NUL character", "the server cannot take one: is this file text in UTF-8?");
        }
        Splitter splitter = new Splitter(source);
        splitter.run();
        return List.copyOf(splitter.pieces);
    }

    private void run() {
        int start = 0;
        // A byte order mark stays in the text, but it is a letter to the lexer.
        lexer.moveTo(text.startsWith("\uFEFF") ? 1 : 0);
        while (start < text.length()) {
            Token token = lexer.next();
            int first = lexer.start();
            if (token == Token.END || token == Token.SEMICOLON) {
                add(new Statement.Piece(Kind.BLANK, start, start, start, lexer.end()));
            } else if (token == Token.BACKSLASH) {
                meta(start, first);
            } else {
                statement(start, first, token);
            }
            start = lexer.end();
        }
    }

    private void meta(int start, int from) {
        int end = new MetaCommand(source, from).end();
        lexer.moveTo(end);
        add(new Statement.Piece(
                Kind.META,
                start,
                from,
                from + text.substring(from, end).stripTrailing().length(),
                end));
    }

    private void statement(int start, int from, Token first) {
        Nesting nesting = new Nesting();
        Token token = first;
        int to = from;
        while (token != Token.END && (token != Token.SEMICOLON || nesting.open())) {
            refuse(token);
            nesting.see(token, lexer);
            to = lexer.end();
            token = lexer.next();
        }
        if (nesting.open()) {
            throw source.error(
                    nesting.openedAt(),
                    "the " + nesting.what() + " that begins here is not closed",
                    "everything up to the end of the text belongs to it");
        }
        if (nesting.copiesFromStdin()) {
            copy(new Statement.Piece(Kind.COPY, start, from, to, lexer.end()), token);
            return;
        }
        lexer.moveTo(token == Token.END ? to : lexer.end());
        add(new Statement.Piece(Kind.SQL, start, from, to, lexer.end()));
        strings.after(new Cursor(text, from, to, lexer.standardStrings()));
        lexer.standardStrings(strings.standard());
    }

    private void copy(Statement.Piece piece, Token last) {
        CopyBlock block = new CopyBlock(source);
        if (last == Token.END) {
            throw block.missing(piece.from());
        }
        int rows = block.firstRow(piece.from(), piece.end());
        lexer.moveTo(block.end(piece.from(), rows));
        add(new Statement.Piece(Kind.COPY, piece.start(), piece.from(), piece.to(), lexer.end()));
    }

    private void refuse(Token token) {
        if (token == Token.BACKSLASH) {
            throw new MetaCommand(source, lexer.start()).insideStatement();
        }
        if (token.unclosed()) {
            throw source.error(
                    lexer.start(),
                    "the " + token.what() + " that begins here is not closed",
                    "the text ends before " + token.closing());
        }
    }

    private void add(Statement.Piece piece) {
        line += source.lineBreaks(counted, piece.from());
        counted = piece.from();
        boolean executable = piece.kind() == Kind.SQL || piece.kind() == Kind.COPY;
        pieces.add(new Statement(
                source, piece, new Statement.Place(line, executable ? ++number : 0), lexer.standardStrings()));
    }
}
