package dev.belay.core.apply;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.AdvisoryLock;
import dev.belay.core.db.LockHolder;
import dev.belay.core.db.LockKey;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import dev.belay.core.db.SqlTrouble;
import dev.belay.core.db.WaitListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ways to work on a database: only reading, or alone, under the lock of the project's history. */
final class Locked {
    private Locked() {}

    /** Work that needs a connection. */
    @FunctionalInterface
    interface Work<C, T> {
        T on(C connection) throws SQLException;
    }

    /** At one moment, in a transaction of its own. */
    static <T> T reading(Workplace place, Work<Connection, T> work) {
        try (Connection connection = place.database().connectToRead()) {
            T result = work.on(connection);
            // A pooler throws a session away whose client leaves it in a transaction.
            Sql.script(connection, "ROLLBACK");
            return result;
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    static <T> T session(Workplace place, RunListener listener, Cancellation cancellation, Work<Session, T> work) {
        try (Session session = Opening.of(cancellation, () -> Session.open(place.database()));
                LastResort lastResort = new LastResort(session);
                Cancellation.Busy unused = cancellation.onCancel(lastResort::stop)) {
            AdvisoryLock lock = AdvisoryLock.acquire(
                    session.connection(), keys(place), place.policy().patience(), waiting(listener, cancellation));
            session.heldBy(lock);
            try {
                return work.on(session);
            } finally {
                release(session, lock, listener);
            }
        } catch (SQLException e) {
            boolean unheard = SqlTrouble.connectionEnded(SqlError.of(e));
            throw cancellation.requested() ? stopped(cancellation, e, unheard) : SqlTrouble.of(e);
        } catch (BelayException e) {
            throw e.kind() == Kind.INTERRUPTED && cancellation.requested() ? stopped(cancellation, e, false) : e;
        }
    }

    private static BelayException stopped(Cancellation cancellation, Exception e, boolean unheard) {
        String hint = unheard
                ? "nobody could ask the server whether anything was changed: belay status tells, once it can be reached"
                : "nothing was changed";
        return new BelayException(cancellation.reason(), "stopped: " + e.getMessage(), hint, e);
    }

    /** What was done is done: that the lock had gone is worth a warning, and no reason to forget the result. */
    private static void release(Session session, AdvisoryLock lock, RunListener listener) {
        try {
            session.promptly(lock::close);
        } catch (SQLException | BelayException e) {
            listener.on(new RunEvent.Warned("the run lock could not be given back: " + e.getMessage(), List.of()));
        }
    }

    private static List<Long> keys(Workplace place) {
        List<Long> keys = new ArrayList<>();
        keys.add(LockKey.of(place.history().table()));
        keys.addAll(place.convention().foreignLocks());
        return keys;
    }

    private static WaitListener waiting(RunListener listener, Cancellation cancellation) {
        return new WaitListener() {
            @Override
            public void waiting(Optional<LockHolder> holder, Duration waited) {
                String who = holder.map(found -> found.describe(Instant.now())).orElse("");
                listener.on(new RunEvent.LockAwaited(who, waited));
            }

            @Override
            public boolean cancelled() {
                return cancellation.requested();
            }
        };
    }

    /** Whether nothing was ever applied here: the history is not there, and the journal has never heard of it. */
    static boolean beginsHistory(Workplace place, Connection connection) throws SQLException {
        return !place.history().exists(connection) && !place.journal().knowsHistory(connection);
    }

    /**
     * Creates history and journal where they are missing, in one transaction; before a history that is new, what the
     * convention wants to have run once. A migration that makes the history itself comes before it.
     */
    static void prepare(Workplace place, Session session, boolean makesItself, Sql.Work bootstrap) throws SQLException {
        Connection connection = session.connection();
        boolean known = place.history().exists(connection);
        if (known && place.journal().exists(connection)) {
            return;
        }
        session.inTransaction(() -> {
            // Another project of this database may begin its journal at the same moment.
            Sql.list(
                    connection,
                    "SELECT pg_catalog.pg_advisory_xact_lock(?) IS NULL AS waited",
                    row -> row.getBoolean("waited"),
                    LockKey.of(place.journal().table()));
            if (beginsHistory(place, connection)) {
                bootstrap.run();
                session.asOurselves(0);
            }
            if (!makesItself) {
                place.history().create(connection);
            }
            place.journal().create(connection);
        });
        session.reset();
    }
}
