package dev.belay.backup.restore;

import dev.belay.backup.archive.ArchiveReader;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.SqlError;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sessions of a restore and the threads that work in them, round after round. */
final class Crew implements AutoCloseable {
    /** Several foreign keys at once may each want the other's table. */
    private static final String DEADLOCK = "40P01";

    private static final int TRIES = 5;

    private final List<RestoreSession> sessions;
    private final ArchiveReader archive;
    private final Function<Step, OptionalLong> rows;
    private final Ledger ledger;
    private final RestoreListener listener;
    private final Map<String, Agreement> agreements = new ConcurrentHashMap<>();
    private final Readers readers = new Readers();
    private volatile @Nullable RuntimeException broken;
    private volatile @Nullable Board board;

    Crew(
            List<RestoreSession> sessions,
            ArchiveReader archive,
            Function<Step, OptionalLong> rows,
            Ledger ledger,
            RestoreListener listener) {
        this.sessions = List.copyOf(sessions);
        this.archive = archive;
        this.rows = rows;
        this.ledger = ledger;
        this.listener = listener;
    }

    /** One after the other. */
    void inOrder(List<Step> steps) {
        round(new Board(steps, true, ledger), 1);
    }

    /** As many at once as there are sessions. */
    void atOnce(List<Step> steps) {
        round(new Board(steps, false, ledger), sessions.size());
    }

    private void round(Board now, int workers) {
        board = now;
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i < workers; i++) {
            RestoreSession session = sessions.get(i);
            Thread thread = new Thread(() -> work(now, session), "belay restore " + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        work(now, sessions.get(0));
        boolean interrupted = false;
        for (Thread thread : threads) {
            interrupted |= !joined(thread);
        }
        now.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        RuntimeException failure = broken;
        if (failure != null) {
            throw failure;
        }
    }

    private boolean joined(Thread thread) {
        try {
            thread.join();
            return true;
        } catch (InterruptedException e) {
            stop();
            return false;
        }
    }

    private void work(Board now, RestoreSession session) {
        try {
            for (List<Step> steps = now.take(); !steps.isEmpty(); steps = now.take()) {
                if (steps.size() == 1) {
                    attend(now, session, steps.get(0));
                } else {
                    together(now, session, steps);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        } catch (RuntimeException e) {
            broken = e;
            stop();
        } catch (Error e) {
            // Others would wait for ever for what this one has begun.
            broken = new IllegalStateException("a worker broke: " + e, e);
            stop();
        }
    }

    /** In one message: a server that is far away answers each of thousands. */
    private void together(Board now, RestoreSession session, List<Step> steps) {
        listener.begun(steps.get(0).label());
        long start = System.nanoTime();
        try {
            session.run(steps);
            Duration each = since(start).dividedBy(steps.size());
            steps.forEach(step -> now.done(step, 0, 0, each));
        } catch (SQLException e) {
            now.part(steps);
        }
    }

    private void attend(Board now, RestoreSession session, Step step) {
        listener.begun(step.label());
        long start = System.nanoTime();
        long[] bytes = new long[1];
        try {
            long rows = perform(session, step, bytes);
            now.done(step, rows, bytes[0], since(start));
            return;
        } catch (SQLException e) {
            SqlError error = SqlError.of(e);
            String detail = error.detail().isEmpty() ? "" : "; " + error.detail();
            now.failed(
                    step,
                    new ObjectResult.Failure(
                            Kind.BACKUP, error + detail, hint(step, error), Optional.of(error.state())),
                    since(start));
        } catch (BelayException e) {
            now.failed(
                    step,
                    new ObjectResult.Failure(e.kind(), String.valueOf(e.getMessage()), e.hint(), Optional.empty()),
                    since(start));
        }
        if (ledger.stopped()) {
            stop();
        }
    }

    private static String hint(Step step, SqlError error) {
        if (error.state().equals("3F000")) {
            return "make the schema first: -t brings tables alone, -n a schema with all that is in it";
        }
        if (step.loads() && error.state().equals("23503")) {
            return "the tables that it refers to need their rows first; --disable-triggers loads with foreign keys off,"
                    + " as a superuser";
        }
        return step.entry().kind().equals("SECURITY LABEL") && error.state().equals("22023")
                ? "the server has to load what the label is for (shared_preload_libraries), or restore --keep-going"
                        + " brings back all but the labels"
                : RestoreTrouble.hint(error);
    }

    private long perform(RestoreSession session, Step step, long[] bytes) throws SQLException {
        TableLoad.ByteCount count = more -> {
            bytes[0] += more;
            listener.sent(more);
        };
        return switch (step.action()) {
            case LOAD, LOAD_NEW ->
                readers.reading(() -> new TableLoad(archive, ledger::stopped, count)
                        .run(session, step, rows.apply(step), agreement(step)));
            case LARGE_OBJECTS ->
                readers.reading(() -> new LargeObjectLoad(archive, ledger::stopped, count).run(session, step.entry()));
            case RUN, RUN_QUICKLY, ANALYZE -> {
                send(session, step);
                yield 0;
            }
        };
    }

    private Agreement agreement(Step step) {
        return step.shares() == 1
                ? new Agreement(1)
                : agreements.computeIfAbsent(step.label(), table -> new Agreement(step.shares()));
    }

    private static void send(RestoreSession session, Step step) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                session.run(step.entry(), step.sql());
                return;
            } catch (SQLException e) {
                if (tries == TRIES || !DEADLOCK.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Begins nothing more, and cancels what is running. */
    void stop() {
        ledger.stop();
        Board now = board;
        if (now != null) {
            now.wake();
        }
        readers.stop();
        sessions.forEach(RestoreSession::cancel);
    }

    @Override
    public void close() throws SQLException {
        SQLException failure = null;
        for (RestoreSession session : sessions) {
            try {
                session.close();
            } catch (SQLException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
