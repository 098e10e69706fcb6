package dev.belay.tui.shell;

import static java.util.Objects.requireNonNull;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.Selection;
import dev.belay.tui.SchemaTools.Comparison;
import dev.belay.tui.Toolkit;
import dev.belay.tui.report.DiffReport;
import dev.belay.verify.Report;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The names that scripts and the shell know without import. They are static because a snippet can reach nothing else: its
 * only bridge to the process that runs it is the name of a class.
 */
public final class Session {
    /** The verbs of the command line. */
    public static final Belay belay = new Belay();

    private static volatile @Nullable Bench bench;

    private static final List<ThreadGroup> FORSAKEN = new CopyOnWriteArrayList<>();

    private Session() {}

    /** From now on these names work with that; says what they worked with before, which may be a session around it. */
    static @Nullable Bench bind(@Nullable Bench to) {
        Bench before = bench;
        bench = to;
        return before;
    }

    /** What these threads do was told to end and does not: they have no session any more. */
    static void forsake(ThreadGroup line) {
        FORSAKEN.add(line);
    }

    static Bench bench() {
        ThreadGroup here = Thread.currentThread().getThreadGroup();
        if (FORSAKEN.stream().anyMatch(line -> line.parentOf(here))) {
            throw new BelayException(Kind.INTERRUPTED, "this line was ended", "");
        }
        return requireNonNull(bench, "no session has begun");
    }

    /** The words after the script's name on the command line. */
    public static List<String> args() {
        return bench().tools().arguments();
    }

    /** The session's own connection, in autocommit; it is closed with the session. */
    public static Connection connection() throws SQLException {
        return bench().connection();
    }

    /** Runs statements and prints what they answer; with parameters for its question marks, one statement. */
    public static void sql(String text, @Nullable Object... parameters) throws SQLException {
        bench().sql(text, parameters);
    }

    /** The rows of a query. All of them lie in memory. */
    public static List<Row> rows(String query, @Nullable Object... parameters) throws SQLException {
        return bench().query(query, parameters, Records::rows);
    }

    /** The rows of a query as records whose components are called like its columns. */
    public static <R extends Record> List<R> rows(Class<R> type, String query, @Nullable Object... parameters)
            throws SQLException {
        return bench().query(query, parameters, rows -> Records.rows(type, rows));
    }

    /** Prints how the server would run a query, without running it. */
    public static void explain(String query, @Nullable Object... parameters) throws SQLException {
        String plan = bench().query("EXPLAIN " + query, parameters, rows -> {
            StringBuilder lines = new StringBuilder();
            while (rows.next()) {
                lines.append(rows.getString(1)).append('\n');
            }
            return lines.toString();
        });
        print(plan.stripTrailing());
    }

    /** Everything that is in the database, read in one snapshot. */
    public static Catalog catalog() {
        return bench().looking((toolkit, watch) -> toolkit.schemas().catalog(Selection.EVERYTHING));
    }

    /** How the database differs from an environment, a place, a snapshot file, or {@code migrations}. */
    public static DiffReport diff(String with) {
        return difference(with, Optional.empty());
    }

    /** How two of these differ. */
    public static DiffReport diff(String before, String after) {
        return difference(before, Optional.of(after));
    }

    private static DiffReport difference(String before, Optional<String> after) {
        Comparison how = new Comparison(Set.of(), Optional.empty());
        return bench().looking(
                        (toolkit, watch) -> toolkit.schemas().difference(Optional.of(before), after, how, watch));
    }

    /** Holds the database against the project's spec. */
    public static Report verify() {
        return bench().looking((toolkit, watch) ->
                toolkit.verify(new Toolkit.Verify(toolkit.spec(), Set.of(), Optional.empty())));
    }

    /** Prints a line among the results. */
    public static void print(@Nullable Object value) {
        bench().print(value);
    }

    /** Says something that is not a result: on standard error. */
    public static void log(@Nullable Object value) {
        bench().tools().out().flush();
        bench().tools().messages().line(dev.belay.tui.report.Visible.block(String.valueOf(value)));
    }

    /** Ends the script with this exit code. */
    @SuppressWarnings("DoNotCallSuggester")
    public static void exit(int code) {
        throw new Exit(code);
    }
}
