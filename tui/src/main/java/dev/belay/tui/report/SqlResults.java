package dev.belay.tui.report;

import dev.belay.core.apply.ResultListener;
import dev.belay.core.script.Statement;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes what the statements of a script answer: rows among the data, everything else among the messages. */
public final class SqlResults implements ResultListener, AutoCloseable {
    /** Verbs of which it matters that they have changed nothing. */
    private static final Set<String> CHANGING = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");

    private final RowFormat format;
    private final Page messages;
    private final boolean quiet;
    private boolean rows;

    /** The ways to write rows. */
    public enum Format {
        TABLE,
        EXPANDED,
        CSV,
        /** An array of objects for each result. */
        JSON,
        /** An object on a line for each row. */
        JSONL
    }

    private SqlResults(RowFormat format, Page messages, boolean quiet) {
        this.format = format;
        this.messages = messages;
        this.quiet = quiet;
    }

    public static SqlResults of(Format format, PrintWriter out, Style style, Page messages, boolean quiet) {
        RowFormat rows = switch (format) {
            case TABLE -> new TableRows(out, style);
            case EXPANDED -> new ExpandedRows(out, style);
            case CSV -> new CsvRows(out);
            case JSON -> new JsonRows(out);
            case JSONL -> new JsonLineRows(out);
        };
        return new SqlResults(rows, messages, quiet);
    }

    /** Rows as a part of the command's own JSON object. */
    static SqlResults of(RowFormat format, Page messages) {
        return new SqlResults(format, messages, true);
    }

    @Override
    public void columns(Statement statement, List<Column> columns) {
        rows = true;
        format.start(columns);
    }

    @Override
    public void row(List<@Nullable String> values) {
        format.row(values);
    }

    @Override
    public void done(Statement statement, long count) {
        if (rows) {
            format.end(count);
        } else if (!quiet) {
            String verb = statement.traits().verb().toUpperCase(Locale.ROOT);
            messages.line(Visible.line(verb)
                    + (count > 0 || CHANGING.contains(verb) ? ": " + Spans.count(count, "row") : ""));
        }
        rows = false;
    }

    @Override
    public void noticed(String severity, String message) {
        messages.line(Visible.block(severity.toLowerCase(Locale.ROOT) + ": " + message));
    }

    @Override
    public void close() {
        format.close();
    }
}
