package dev.belay.core.script;

import dev.belay.core.BelayException;
import java.io.Reader;

/** One piece of a script: offsets into its text, which becomes strings only when asked for. */
public final class Statement {
    private final Source source;
    private final Kind kind;
    private final int start;
    private final int from;
    private final int to;
    private final int end;
    private final int line;
    private final int number;
    private final boolean standardStrings;

    Statement(Source source, Piece piece, Place place, boolean standardStrings) {
        this.source = source;
        this.kind = piece.kind();
        this.start = piece.start();
        this.from = piece.from();
        this.to = piece.to();
        this.end = piece.end();
        this.line = place.line();
        this.number = place.number();
        this.standardStrings = standardStrings;
    }

    public Kind kind() {
        return kind;
    }

    /** Counted from 1 among the statements that are executed; 0 for the others. */
    public int number() {
        return number;
    }

    /** The line of the file where the statement itself begins, behind the comments before it. */
    public int line() {
        return line;
    }

    /** The whole piece, with what comes before the statement and the semicolon. */
    public String text() {
        return source.text().substring(start, end);
    }

    /** What is sent to the server: nothing before the first word, no semicolon, no rows of a COPY. */
    public String sql() {
        return source.text().substring(from, to);
    }

    /**
     * The line of the file that a server's error points at.
     *
     * @param position counted from 1 in characters of {@link #sql}, as the server counts
     */
    public int lineAt(int position) {
        int characters = Math.min(Math.max(0, position - 1), source.text().codePointCount(from, to));
        return line + source.lineBreaks(from, source.text().offsetByCodePoints(from, characters));
    }

    /** File and line, as messages begin. */
    public String location() {
        return source.name() + ":" + line;
    }

    /**
     * The statement in one line, without comments and without passwords, for progress and messages.
     *
     * @param max the most characters, the … of a cut included
     */
    public String summary(int max) {
        return kind == Kind.META ? Summary.fold(sql(), max) : Summary.of(source.text(), cursor(), max);
    }

    /** The rows behind a COPY, without the line that ends them. Empty for other kinds. */
    public Reader copyData() {
        if (kind != Kind.COPY) {
            return Reader.nullReader();
        }
        Lexer semicolon = new Lexer(source.text(), to, end, standardStrings);
        semicolon.next();
        int rows = new CopyBlock(source).firstRow(from, semicolon.end());
        return new Slice(source.text(), rows, CopyBlock.lastLine(source.text(), end));
    }

    /** What the statement does, read from its words each time it is asked. */
    public Traits traits() {
        return new Traits(this);
    }

    /** Where the blanks and comments before the statement begin. */
    int leadStart() {
        return start;
    }

    /** Where they end; a piece without a statement is nothing else. */
    int leadEnd() {
        return kind == Kind.BLANK ? end : from;
    }

    BelayException error(String message, String hint) {
        return source.error(from, message, hint);
    }

    Cursor cursor() {
        return new Cursor(source.text(), from, to, standardStrings);
    }

    @Override
    public String toString() {
        return location() + " " + summary(80);
    }

    /** What a piece of a script can be. */
    public enum Kind {
        SQL,
        /** {@code COPY … FROM STDIN;} with its rows, up to and with the line {@code \.} */
        COPY,
        /** A line for psql, which changes nothing here. */
        META,
        /** White space and comments at the end, or a semicolon with nothing before it. */
        BLANK
    }

    /** Offsets: of the piece, of the statement in it, of the statement's end, of the piece's end. */
    record Piece(Kind kind, int start, int from, int to, int end) {}

    record Place(int line, int number) {}
}
