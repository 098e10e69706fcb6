package dev.belay.core.apply;

import dev.belay.core.migration.Version;
import dev.belay.core.script.Created;
import dev.belay.core.script.Script;
import dev.belay.core.script.Statement;
import java.io.IOException;
import java.io.Reader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseStatement;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.TransactionState;

/** Sends one statement at a time, tells how it goes, and says which statement it was when the server refuses. */
final class StatementRunner {
    private static final int SUMMARY = 120;

    private final Session session;
    private final RunListener listener;
    private final Watch watch;
    private final Cancellation cancellation;
    private final KeptObjects kept;
    private final Mask mask;
    private final Probe probe;

    StatementRunner(
            Session session,
            RunListener listener,
            Watch watch,
            Cancellation cancellation,
            KeptObjects kept,
            Mask mask) {
        this(session, listener, watch, cancellation, kept, mask, Probe.NONE);
    }

    private StatementRunner(
            Session session,
            RunListener listener,
            Watch watch,
            Cancellation cancellation,
            KeptObjects kept,
            Mask mask,
            Probe probe) {
        this.session = session;
        this.listener = listener;
        this.watch = watch;
        this.cancellation = cancellation;
        this.kept = kept;
        this.mask = mask;
        this.probe = probe;
    }

    /** The same for clean-up: whoever stopped the run wants that done too. */
    StatementRunner unstoppable() {
        return new StatementRunner(session, listener, watch, new Cancellation(), kept, mask, probe);
    }

    /** The same, under the eyes of a probe. */
    StatementRunner under(Probe eyes) {
        return new StatementRunner(session, listener, watch, cancellation, kept, mask, eyes);
    }

    /**
     * Runs the statement; {@code of} is how many the script has. A refusal comes as a {@link StatementException}.
     */
    void run(Version version, Script script, Statement statement, int of) throws SQLException {
        if (cancellation.requested()) {
            throw new StatementException(
                    script, statement, of, new SQLException("stopped before this statement", "57014"));
        }
        listener.on(new RunEvent.StatementStarted(
                version, statement.number(), of, statement.line(), mask.hide(statement.summary(SUMMARY))));
        long start = System.nanoTime();
        boolean inTransaction = session.state() == TransactionState.OPEN;
        try {
            List<Created> kept = this.kept.there(statement);
            long rows = probe.around(
                    new Probe.Sent(version, script, statement, of),
                    session.connection(),
                    () -> send(version, statement));
            this.kept.examine(statement, kept);
            if (inTransaction && session.state() != TransactionState.OPEN) {
                throw new SQLException("the statement ended the transaction that it runs in", "25000");
            }
            listener.on(new RunEvent.StatementFinished(
                    version, statement.number(), of, Duration.ofNanos(System.nanoTime() - start), rows));
        } catch (StatementException e) {
            throw e;
        } catch (SQLException e) {
            throw new StatementException(script, statement, of, e);
        }
    }

    private long send(Version version, Statement statement) throws SQLException {
        return statement.kind() == Statement.Kind.COPY ? copy(version, statement) : execute(version, statement);
    }

    private long execute(Version version, Statement statement) throws SQLException {
        try (java.sql.Statement jdbc = session.connection().createStatement()) {
            jdbc.setEscapeProcessing(false);
            try (Watch.Watching watching = watch.over(version, jdbc)) {
                // Nobody reads the rows: the server makes every one of them, and the driver keeps none.
                jdbc.unwrap(BaseStatement.class).executeWithFlags(statement.sql(), QueryExecutor.QUERY_NO_RESULTS);
            }
            return jdbc.getLargeUpdateCount();
        }
    }

    private long copy(Version version, Statement statement) throws SQLException {
        try (Reader data = statement.copyData();
                Watch.Watching unused = watch.over(version)) {
            return session.connection().unwrap(PGConnection.class).getCopyAPI().copyIn(statement.sql(), data);
        } catch (IOException e) {
            throw new SQLException("the COPY data cannot be sent: " + e.getMessage(), "08006", e);
        }
    }
}
