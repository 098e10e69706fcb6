package dev.belay.core.apply;

import dev.belay.core.db.Sql;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Asks the server to stop, and gives the connection up when it does not answer: behind a dead network nobody would tell
 * us so, and whoever wants to stop must not have to wait for that.
 */
final class LastResort implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration STEP = Duration.ofMillis(100);

    private final Session session;
    private volatile boolean over;

    LastResort(Session session) {
        this.session = session;
    }

    /** On threads of their own: the request to cancel is a connection too, and hangs as well. */
    void stop() {
        start(() -> {
            try {
                session.cancelStatement();
            } catch (SQLException e) {
                // The watch asks again while the statement runs.
            }
        });
        start(this::await);
    }

    private void await() {
        long silent = 0;
        while (!over && silent < GRACE.toMillis()) {
            try {
                Thread.sleep(STEP.toMillis());
            } catch (InterruptedException e) {
                return;
            }
            silent = session.resting() ? 0 : silent + STEP.toMillis();
        }
        if (!over) {
            Sql.attempt(session::abandon, new SQLException("the server did not answer any more"));
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "belay-stop");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        over = true;
    }
}
