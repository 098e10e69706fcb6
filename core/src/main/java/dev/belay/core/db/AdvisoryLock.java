package dev.belay.core.db;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * The lock of a run: session advisory locks, held by the session that does the work, so that they live exactly as long
 * as the work does.
 *
 * <p>It is tried again and again and never waited for in the server: a session that waits there holds a snapshot, and
 * the holder's concurrent index build would wait for that snapshot in turn.
 */
public final class AdvisoryLock implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** A 64-bit key shows in pg_locks as two halves and objsubid 1. */
    private static final String HOLDER = """
            SELECT a.pid, coalesce(a.application_name, '') AS application, coalesce(a.usename, '') AS username,
                   coalesce(pg_catalog.host(a.client_addr), '') AS client, coalesce(a.state, '') AS state,
                   (extract(epoch FROM a.backend_start) * 1000.0)::bigint AS since,
                   (extract(epoch FROM a.query_start) * 1000.0)::bigint AS query_start,
                   (extract(epoch FROM pg_catalog.clock_timestamp()) * 1000.0)::bigint AS now
            FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
              AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
              AND l.classid = ((? >> 32) & 4294967295)::oid AND l.objid = (? & 4294967295)::oid
            LIMIT 1
            """;

    private static final String HELD = """
            SELECT pg_catalog.count(*) FROM pg_catalog.pg_locks
            WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND pid = pg_catalog.pg_backend_pid()
              AND classid = ((? >> 32) & 4294967295)::oid AND objid = (? & 4294967295)::oid
            """;

    private static final String LOST = "the run lock was lost";

    private final Connection connection;
    private final List<Long> keys = new ArrayList<>();

    private AdvisoryLock(Connection connection) {
        this.connection = connection;
    }

    public static AdvisoryLock acquire(Connection connection, long key, Duration patience, WaitListener listener)
            throws SQLException {
        return acquire(connection, List.of(key), patience, listener);
    }

    /**
     * Takes all of these keys, in their order.
     *
     * @throws BelayException of kind LOCKED naming the holder when the patience ends, of kind INTERRUPTED when the
     *     thread is interrupted or the listener says so
     */
    public static AdvisoryLock acquire(Connection connection, List<Long> keys, Duration patience, WaitListener listener)
            throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("the run lock must not be taken in a transaction");
        }
        AdvisoryLock lock = new AdvisoryLock(connection);
        Wait wait = new Wait(patience, listener);
        try {
            for (long key : keys) {
                lock.take(key, wait);
            }
            return lock;
        } catch (SQLException | RuntimeException e) {
            Sql.attempt(lock::close, e);
            throw e;
        }
    }

    /** Who holds this key in the current database, as far as this user may know. */
    public static Optional<LockHolder> holder(Connection connection, long key) throws SQLException {
        return seen(connection, key).map(Seen::holder);
    }

    /** Whether the server says that this session holds every key. Works in a failed transaction too. */
    public boolean held() {
        try {
            if (connection.isClosed() || keys.isEmpty()) {
                return false;
            }
            if (state() == TransactionState.FAILED) {
                // No query works here, and no failure of a transaction gives up a session's lock.
                return true;
            }
            for (long key : keys) {
                if (Sql.one(connection, HELD, row -> row.getInt(1), key, key) == 0) {
                    return false;
                }
            }
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** A query that fails, and any transaction with it, unless this session holds every key. */
    public String check() {
        String held = keys.stream()
                .map(key -> "classid = " + (key >>> 32) + "::oid AND objid = " + (key & 0xFFFFFFFFL) + "::oid")
                .collect(Collectors.joining(" OR ", "(", ")"));
        // The text is no number. The count in it keeps the server from finding that out while it plans.
        return "SELECT CASE WHEN pg_catalog.count(*) < " + Math.max(1, keys.size()) + " THEN pg_catalog.concat('" + LOST
                + ": ', pg_catalog.count(*))::integer END FROM pg_catalog.pg_locks"
                + " WHERE locktype = 'advisory' AND granted AND mode = 'ExclusiveLock' AND objsubid = 1"
                + " AND pid = pg_catalog.pg_backend_pid() AND " + (keys.isEmpty() ? "false" : held);
    }

    /** Whether it is {@link #check} that failed. */
    public static boolean saysLost(SQLException e) {
        return "22P02".equals(e.getSQLState()) && String.valueOf(e.getMessage()).contains(LOST);
    }

    /**
     * Gives the lock back; an open transaction is rolled back before. Does nothing when the connection is closed: the
     * lock went with it.
     *
     * @throws BelayException of kind LOCKED when the session did not hold the lock any more
     */
    @Override
    public void close() throws SQLException {
        List<Long> held = List.copyOf(keys);
        keys.clear();
        if (held.isEmpty() || connection.isClosed()) {
            return;
        }
        try {
            release(held);
        } catch (SQLException e) {
            if (!gone(e)) {
                throw e;
            }
        }
    }

    private void release(List<Long> held) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        if (state() != TransactionState.IDLE) {
            Sql.script(connection, "ROLLBACK");
        }
        boolean lost = false;
        for (int i = held.size() - 1; i >= 0; i--) {
            lost |= !Sql.one(
                    connection, "SELECT pg_catalog.pg_advisory_unlock(?)", row -> row.getBoolean(1), held.get(i));
        }
        if (lost) {
            throw new BelayException(
                    Kind.LOCKED,
                    "the run lock was lost while the run went on",
                    "connect directly, not through a transaction pooler (direct_url); and no script may call"
                            + " pg_advisory_unlock_all or DISCARD ALL");
        }
    }

    /** The session ended, and its locks with it. */
    private static boolean gone(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    private TransactionState state() throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState();
    }

    private void take(long key, Wait wait) throws SQLException {
        while (!Sql.one(connection, "SELECT pg_catalog.pg_try_advisory_lock(?)", row -> row.getBoolean(1), key)) {
            Optional<Seen> seen = seen(connection, key);
            if (wait.over()) {
                throw locked(seen, wait);
            }
            wait.pause(seen.map(Seen::holder));
        }
        keys.add(key);
    }

    private static BelayException locked(Optional<Seen> seen, Wait wait) {
        String who =
                seen.map(found -> found.holder().describe(found.now())).orElse("a session that this user cannot see");
        String hint = seen.map(found -> "wait for it, or end it if it is dead: SELECT pg_terminate_backend("
                        + found.holder().pid() + ")")
                .orElse("try again");
        return new BelayException(
                Kind.LOCKED, "another run holds the lock after " + wait.waited().toSeconds() + " s: " + who, hint);
    }

    /** A holder, and the server's clock when it was seen. */
    private record Seen(LockHolder holder, Instant now) {}

    private static Optional<Seen> seen(Connection connection, long key) throws SQLException {
        return Sql.first(connection, HOLDER, AdvisoryLock::map, key, key);
    }

    private static Seen map(ResultSet row) throws SQLException {
        LockHolder holder = new LockHolder(
                row.getInt("pid"),
                row.getString("application"),
                row.getString("username"),
                row.getString("client"),
                instant(row.getObject("since", Long.class)),
                row.getString("state"),
                instant(row.getObject("query_start", Long.class)));
        return new Seen(holder, Instant.ofEpochMilli(row.getLong("now")));
    }

    private static Optional<Instant> instant(@Nullable Long milliseconds) {
        return Optional.ofNullable(milliseconds).map(Instant::ofEpochMilli);
    }

    /** The patience of one acquisition, over all its keys. */
    private static final class Wait {
        private final long start = System.nanoTime();
        private final Duration patience;
        private final WaitListener listener;
        private Duration pause = FIRST_PAUSE;

        Wait(Duration patience, WaitListener listener) {
            this.patience = patience;
            this.listener = listener;
        }

        Duration waited() {
            return Duration.ofNanos(System.nanoTime() - start);
        }

        boolean over() {
            return waited().compareTo(patience) >= 0;
        }

        void pause(Optional<LockHolder> holder) {
            listener.waiting(holder, waited());
            // Jitter: of many that wait, none is always the last to ask.
            long left = Math.min(
                    (long) (pause.toMillis() * ThreadLocalRandom.current().nextDouble(0.75, 1.25)),
                    Math.max(1, patience.minus(waited()).toMillis()));
            while (left > 0) {
                stopIfCancelled();
                long step = Math.min(left, FIRST_PAUSE.toMillis());
                sleep(step);
                left -= step;
            }
            stopIfCancelled();
            Duration longer = pause.multipliedBy(3).dividedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }

        private void stopIfCancelled() {
            if (listener.cancelled()) {
                throw interrupted(null);
            }
        }

        private static void sleep(long milliseconds) {
            try {
                Thread.sleep(milliseconds);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw interrupted(e);
            }
        }

        private static BelayException interrupted(@Nullable Throwable cause) {
            return new BelayException(
                    Kind.INTERRUPTED, "interrupted while waiting for the run lock", "nothing was changed", cause);
        }
    }
}
