package dev.belay.core.apply;

import dev.belay.core.db.LockPolicy;
import dev.belay.core.db.SqlError;
import dev.belay.core.migration.Version;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tries a transaction again when it could not get a lock: each time a little more patient, with a pause in between in
 * which the queue that formed behind us can drain.
 */
final class Ladder {
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    private final LockPolicy policy;
    private final RunListener listener;
    private final Cancellation cancellation;

    Ladder(LockPolicy policy, RunListener listener, Cancellation cancellation) {
        this.policy = policy;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /** One try. It must leave no transaction open when it fails. */
    @FunctionalInterface
    interface Attempt {
        void run(long lockTimeoutMillis) throws SQLException;
    }

    void climb(Version version, Attempt attempt) throws SQLException {
        for (int tried = 0; ; tried++) {
            try {
                attempt.run(policy.lockTimeout(tried).toMillis());
                return;
            } catch (SQLException e) {
                if (tried >= policy.retries() || cancellation.requested() || !worthwhile(e)) {
                    throw e;
                }
                Duration pause = pause(tried);
                listener.on(new RunEvent.Retrying(version, tried + 1, policy.retries(), pause, SqlError.of(e)));
                sleep(pause, e);
            }
        }
    }

    /** Lock timeouts and deadlocks pass; nothing else does. */
    private static boolean worthwhile(SQLException e) {
        return "55P03".equals(e.getSQLState()) || "40P01".equals(e.getSQLState());
    }

    private static Duration pause(int tried) {
        long full = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(tried, 10));
        return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
    }

    private void sleep(Duration pause, SQLException failure) throws SQLException {
        long end = System.nanoTime() + pause.toNanos();
        try {
            while (System.nanoTime() < end) {
                if (cancellation.requested()) {
                    throw failure;
                }
                Thread.sleep(Math.min(50, pause.toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
