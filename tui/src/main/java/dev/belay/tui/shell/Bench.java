package dev.belay.tui.shell;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.apply.FreeScript;
import dev.belay.core.apply.Notices;
import dev.belay.core.apply.OnlyReading;
import dev.belay.core.apply.ResultListener;
import dev.belay.core.apply.RunEvent;
import dev.belay.core.db.Database;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlTrouble;
import dev.belay.core.script.Script;
import dev.belay.core.script.Statement;
import dev.belay.tui.Supervision;
import dev.belay.tui.Toolkit;
import dev.belay.tui.report.Page;
import dev.belay.tui.report.SqlResults;
import dev.belay.tui.report.Visible;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** What a session works with: one connection, opened when it is first needed, the toolkit, and the ways to print. */
public final class Bench implements AutoCloseable {
    private final Tools tools;
    private final Interrupts interrupts = new Interrupts();
    private volatile Cancellation cancellation = new Cancellation();
    private @Nullable Connection connection;
    private volatile boolean looks;
    private volatile boolean forsaken;
    private volatile @Nullable Supplier<Optional<String>> answers;

    /**
     * What the command line gives to a session.
     *
     * @param toolkit for what returns values
     * @param verbs for what is done as the command line does it
     * @param arguments of the script
     * @param out where results go
     * @param data the same, with its colours
     * @param messages where everything else goes
     * @param readOnly whether the server must refuse to change anything, because the environment is protected
     */
    public record Tools(
            Toolkit toolkit,
            Verbs verbs,
            List<String> arguments,
            PrintWriter out,
            Page data,
            Page messages,
            BooleanSupplier readOnly) {
        public Tools {
            arguments = List.copyOf(arguments);
        }
    }

    public Bench(Tools tools) {
        this.tools = tools;
    }

    Tools tools() {
        return tools;
    }

    public Interrupts interrupts() {
        return interrupts;
    }

    /** From now on who is asked answers with these lines. */
    void answeredBy(Supplier<Optional<String>> lines) {
        answers = lines;
    }

    /** Where answers come from while somebody else has the terminal. */
    public Optional<Supplier<Optional<String>>> answers() {
        return Optional.ofNullable(answers);
    }

    /** What works here was told to end and does not: from now on it reaches neither database nor terminal. */
    void forsake() {
        forsaken = true;
        Connection busy = connection;
        if (busy != null) {
            try {
                busy.abort(Runnable::run);
            } catch (SQLException e) {
                // It is gone already.
            }
        }
    }

    private void requireWanted() {
        if (forsaken) {
            throw new BelayException(Kind.INTERRUPTED, "the script was ended", "");
        }
    }

    Toolkit toolkit() {
        requireWanted();
        return tools.toolkit();
    }

    synchronized Connection connection() throws SQLException {
        requireWanted();
        if (connection == null || connection.isClosed()) {
            Database database = tools.toolkit().database().sendingAsIs();
            connection = database.connect();
        }
        // Each time: RESET ALL, and whatever else was done by those who got it before, must not make it write.
        if (tools.readOnly().getAsBoolean()
                && connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE) {
            Sql.script(connection, "SET default_transaction_read_only = on");
        }
        return connection;
    }

    /** Asks the server to stop what this session has it do; says whether there was something to stop. */
    public boolean stop(Kind why) {
        cancellation.cancel(why);
        Connection busy = connection;
        if (busy == null) {
            return false;
        }
        try {
            busy.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            // It has ended by itself.
        }
        return true;
    }

    /**
     * Does what takes its time and changes nothing but temporary databases. Whoever stops it ends its sessions at once, and
     * the temporary databases are dropped.
     */
    <T> T looking(BiFunction<Toolkit, Supervision, T> work) {
        Cancellation here = cancellation;
        AtomicBoolean ended = new AtomicBoolean();
        try (Toolkit apart = toolkit().apart();
                Cancellation.Busy unused = here.onCancel(() -> {
                    // Once: what is tidied up afterwards must not be ended too.
                    if (!ended.getAndSet(true)) {
                        apart.endSessions();
                    }
                })) {
            looks = true;
            return work.apply(apart, new Supervision(event -> {}, here));
        } catch (RuntimeException e) {
            throw here.requested() ? new BelayException(here.reason(), "stopped before the end", "", e) : e;
        } finally {
            looks = false;
        }
    }

    /** Whether it is at such work, which tidies up after itself when it is stopped. */
    boolean looks() {
        return looks;
    }

    /** Why somebody has stopped it, if somebody has. */
    Optional<Kind> stopped() {
        return cancellation.requested() ? Optional.of(cancellation.reason()) : Optional.empty();
    }

    /** What was stopped is over: the next line begins anew. */
    void again() {
        if (cancellation.requested()) {
            cancellation = new Cancellation();
        }
    }

    /** Runs statements and prints what they answer. */
    void sql(String text, @Nullable Object @Nullable [] given) throws SQLException {
        requireWanted();
        @Nullable Object[] parameters = DataBench.values(given);
        Script script = Script.parse("sql", text);
        try (SqlResults results =
                SqlResults.of(SqlResults.Format.TABLE, tools.out(), tools.data().style(), tools.messages(), false)) {
            if (parameters.length > 0) {
                print(only(script), parameters, results);
            } else if (tools.readOnly().getAsBoolean()) {
                readOnly(script, results);
            } else {
                new FreeScript(tools.toolkit().database(), cancellation, new FreeScript.Options(false, false))
                        .runOn(connection(), script, results);
            }
        } finally {
            tools.out().flush();
        }
    }

    private void readOnly(Script script, ResultListener results) {
        try {
            tools.toolkit().sql(script, new FreeScript.Options(false, true), results, cancellation);
        } catch (BelayException e) {
            throw hinted(e);
        }
    }

    /** With the way out, where it is our own doing that the server only reads; and nobody records what a line does. */
    BelayException hinted(BelayException e) {
        if (e.hint().equals(SqlTrouble.AGAIN)) {
            return new BelayException(
                    e.kind(),
                    e.getMessage(),
                    "what was not committed is gone; the next statement connects anew",
                    e.getCause());
        }
        boolean refused = e.getCause() instanceof SQLException said && "25006".equals(said.getSQLState());
        return refused && tools.readOnly().getAsBoolean()
                ? new BelayException(
                        e.kind(),
                        e.getMessage(),
                        "the environment is protected: begin with --confirm="
                                + tools.toolkit().where().environment().orElse("") + " to write",
                        e.getCause())
                : e;
    }

    /** Sends one statement and passes on what comes back; in a protected environment nothing can make it write. */
    private <T> T ask(Statement statement, @Nullable Object[] parameters, Asked<T> asked) throws SQLException {
        Connection session = connection();
        OnlyReading.Asking<T> work = () -> {
            try (PreparedStatement prepared = prepared(session, statement.sql(), parameters)) {
                return asked.on(prepared, prepared.execute());
            }
        };
        return tools.readOnly().getAsBoolean() ? OnlyReading.on(session, statement, work) : work.ask();
    }

    /** What is done with a statement that has run; {@code queried} says whether it answers rows. */
    @FunctionalInterface
    private interface Asked<T> {
        T on(PreparedStatement prepared, boolean queried) throws SQLException;
    }

    private void print(Statement statement, @Nullable Object[] parameters, ResultListener results) throws SQLException {
        ask(statement, parameters, (prepared, queried) -> {
            said(prepared, results::noticed);
            if (!queried) {
                results.done(statement, prepared.getLargeUpdateCount());
                return 0;
            }
            ResultSet rows = prepared.getResultSet();
            List<ResultListener.Column> columns = ResultListener.Column.of(rows.getMetaData());
            results.columns(statement, columns);
            long count = 0;
            while (rows.next()) {
                java.util.ArrayList<@Nullable String> values = new java.util.ArrayList<>();
                for (int column = 1; column <= columns.size(); column++) {
                    values.add(rows.getString(column));
                }
                results.row(values);
                count++;
            }
            results.done(statement, count);
            return 0;
        });
    }

    /** Passes on what the server has said besides results. */
    private static void said(java.sql.Statement asked, BiConsumer<String, String> listener) throws SQLException {
        for (SQLWarning next = asked.getWarnings(); next != null; next = next.getNextWarning()) {
            RunEvent.Noticed notice = Notices.event(next);
            listener.accept(notice.severity(), notice.message());
        }
    }

    /** How a query's result is made into something else. */
    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    <T> T query(String text, @Nullable Object @Nullable [] given, Reading<T> reading) throws SQLException {
        Statement statement = only(Script.parse("rows", text));
        return ask(statement, DataBench.values(given), (prepared, queried) -> {
            said(
                    prepared,
                    (severity, message) ->
                            tools.messages().line(Visible.block(severity.toLowerCase(Locale.ROOT) + ": " + message)));
            if (!queried) {
                throw new BelayException(
                        Kind.MIGRATION, "it was run, and answers no rows", "sql(\"…\") is for what answers none");
            }
            return reading.of(prepared.getResultSet());
        });
    }

    private static PreparedStatement prepared(Connection session, String text, @Nullable Object[] parameters)
            throws SQLException {
        PreparedStatement prepared = session.prepareStatement(text);
        try {
            for (int i = 0; i < parameters.length; i++) {
                prepared.setObject(i + 1, parameters[i]);
            }
            return prepared;
        } catch (SQLException e) {
            prepared.close();
            throw e;
        }
    }

    /** One statement: with parameters, or in a session that only reads, several could be anything. */
    private static Statement only(Script script) {
        List<Statement> statements = script.executable();
        if (statements.size() != 1) {
            throw new BelayException(
                    Kind.MIGRATION,
                    "one statement is wanted here, and these are " + statements.size(),
                    "sql(\"…\") without values takes several");
        }
        return statements.get(0);
    }

    int verb(List<String> words) {
        requireWanted();
        tools.out().flush();
        try {
            return tools.verbs().run(words, this);
        } finally {
            tools.out().flush();
            interrupts.forget();
        }
    }

    void print(@Nullable Object value) {
        requireWanted();
        String text = Objects.toString(value, "");
        // Whoever types lines reads what comes of them: values of the server must not steer the terminal.
        tools.out().println(answers().isPresent() ? Visible.block(text) : text);
        tools.out().flush();
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw SqlTrouble.of(e);
            }
        }
    }
}
