package dev.belay.core.script;

import java.util.List;

/** A SQL text cut into statements by the rules of PostgreSQL's lexer. Nothing of the text is lost. */
public final class Script {
    private final Source source;
    private final List<Statement> statements;

    private Script(Source source) {
        this.source = source;
        this.statements = Splitter.split(source);
    }

    /**
     * Cuts a whole file.
     *
     * @throws dev.belay.core.BelayException when a quote, comment, body or COPY is not closed, or psql is needed
     */
    public static Script parse(String name, String text) {
        return parse(name, 1, text);
    }

    /**
     * Cuts a part of a file.
     *
     * @param firstLine the line of the file in which the text begins
     * @throws dev.belay.core.BelayException when a quote, comment, body or COPY is not closed, or psql is needed
     */
    public static Script parse(String name, int firstLine, String text) {
        return new Script(new Source(name, firstLine, text));
    }

    public String name() {
        return source.name();
    }

    public String text() {
        return source.text();
    }

    public int firstLine() {
        return source.firstLine();
    }

    /** Every piece in order; their texts joined are {@link #text}. */
    public List<Statement> statements() {
        return statements;
    }

    /** What is sent to the server, in order. */
    public List<Statement> executable() {
        return statements.stream().filter(statement -> statement.number() > 0).toList();
    }

    /** The psql lines that were stepped over. */
    public List<Statement> metaCommands() {
        return statements.stream()
                .filter(statement -> statement.kind() == Statement.Kind.META)
                .toList();
    }

    /**
     * What commits together when the script is run.
     *
     * @throws dev.belay.core.BelayException when the script's own transactions cannot be run safely
     */
    public List<Unit> units() {
        return Units.of(this);
    }

    /**
     * Whether all of it can commit at once.
     *
     * @throws dev.belay.core.BelayException as {@link #units} does
     */
    public Shape shape() {
        return Shape.of(units());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Script script && source.equals(script.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return name() + " (" + executable().size() + " statements)";
    }

    Source source() {
        return source;
    }
}
