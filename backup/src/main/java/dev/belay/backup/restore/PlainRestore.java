package dev.belay.backup.restore;

import dev.belay.backup.restore.ObjectResult.Outcome;
import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.db.Database;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import dev.belay.core.script.Statement;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/** Runs a dump in plain SQL as psql would, which stops at the first error, in one session. */
final class PlainRestore {
    private final Database target;
    private final RestoreOptions options;
    private final RestoreListener listener;
    private final Cancellation cancellation;
    private final List<ObjectResult> results = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    PlainRestore(Database target, RestoreOptions options, RestoreListener listener, Cancellation cancellation) {
        this.target = RestoreSession.target(target, options);
        this.options = options;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    RestoreResult run(PlainDump dump) {
        long start = System.nanoTime();
        try (Connection connection = target.connect();
                Cancellation.Busy unused = cancellation.onCancel(() -> cancel(connection))) {
            new TargetState(connection, options).prepareEmpty();
            RestoreSession.prepare(connection, true, options.withoutTriggers());
            readStoppably(dump, connection);
            if (options.analyze() && results.stream().allMatch(one -> one.outcome() == Outcome.RESTORED)) {
                Sql.script(connection, "SET synchronous_commit = on; ANALYZE");
            }
        } catch (SQLException e) {
            throw RestoreTrouble.of(e);
        }
        return new RestoreResult(
                target.settings().database(),
                results,
                notes,
                since(start),
                cancellation.requested() ? Optional.of(cancellation.reason()) : Optional.empty());
    }

    /** Whoever stops it does not wait for more of the dump. */
    private void readStoppably(PlainDump dump, Connection connection) {
        Thread worker = Thread.currentThread();
        try (Cancellation.Busy unused = cancellation.whileBusy(worker::interrupt)) {
            read(dump, connection);
        } finally {
            if (cancellation.requested()) {
                // What comes now tidies up.
                Thread.interrupted();
            }
        }
    }

    private void read(PlainDump dump, Connection connection) {
        long start = System.nanoTime();
        DumpSession session = new DumpSession(connection, options, notes);
        String at = dump.name();
        try (var text = dump.text()) {
            LineInput lines = new LineInput(dump.name(), text);
            DumpReader reader = new DumpReader(dump.name(), lines);
            for (var next = reader.next(session.charset(), session.standardStrings());
                    next.isPresent();
                    next = reader.next(session.charset(), session.standardStrings())) {
                List<Statement> statements = next.get().statements();
                int last = statements.size() - (next.get().rowsFollow() ? 1 : 0);
                for (Statement statement : statements.subList(0, last)) {
                    at = statement.location() + ": " + statement.summary(80);
                    stopWhenAsked();
                    session.run(statement);
                }
                if (next.get().rowsFollow()) {
                    Statement copy = statements.get(last);
                    at = copy.location() + ": " + copy.summary(80);
                    stopWhenAsked();
                    load(session, copy, lines);
                    reader.rowsRead();
                }
            }
            at = dump.name();
            reader.requireEnd();
        } catch (SQLException e) {
            SqlError error = SqlError.of(e);
            failed(
                    at,
                    new ObjectResult.Failure(
                            Kind.BACKUP, error.toString(), RestoreTrouble.hint(error), Optional.of(error.state())),
                    start);
        } catch (IOException e) {
            failed(
                    at,
                    new ObjectResult.Failure(
                            Kind.INTEGRITY,
                            dump.name() + " cannot be read to its end: " + FileTrouble.text(e),
                            "the dump is damaged or cut off: use another copy of it",
                            Optional.empty()),
                    start);
        } catch (BelayException e) {
            failed(
                    at,
                    new ObjectResult.Failure(e.kind(), String.valueOf(e.getMessage()), e.hint(), Optional.empty()),
                    start);
        }
    }

    private void stopWhenAsked() throws SQLException {
        if (cancellation.requested()) {
            throw new SQLException("stopped", "57014");
        }
    }

    private void load(DumpSession session, Statement copy, LineInput lines) throws SQLException, IOException {
        long start = System.nanoTime();
        long[] bytes = new long[1];
        String table = DumpSession.table(copy);
        listener.begun("TABLE DATA " + table);
        long rows = session.copy(copy, lines, more -> {
            bytes[0] += more;
            listener.sent(more);
        });
        add(new ObjectResult("TABLE DATA", table, Outcome.RESTORED, rows, bytes[0], since(start), Optional.empty()));
    }

    private void failed(String where, ObjectResult.Failure failure, long start) {
        if (!cancellation.requested()) {
            add(new ObjectResult(
                    ObjectResult.STATEMENT, where, Outcome.FAILED, 0, 0, since(start), Optional.of(failure)));
        }
    }

    private void add(ObjectResult result) {
        results.add(result);
        listener.ended(result);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void cancel(Connection connection) {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            // The statement has ended by itself.
        }
    }
}
