package dev.belay.core.catalog;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Reads in a snapshot of its own that nobody disturbs: tables are locked, and where something else was altered meanwhile,
 * which the server would print half as it was and half as it is, all is read once more.
 */
final class Steady {
    private static final Set<String> GONE = Set.of("42P01", "42704", "42883", "42703", "3F000", "40P01");

    /** How short a reader waits for a lock. */
    static final String GIVING_WAY = "SET LOCAL lock_timeout = '10ms'";

    private Steady() {}

    /** Something was altered or dropped between the first query and the last. */
    private static final class Changed extends Exception {
        private Changed(String what) {
            super(what);
        }

        private Changed(Exception cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    /** Only for a connection without a transaction. */
    static <T> T read(Connection connection, CatalogReader.Reading<T> reading) throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TableLocks.SECONDS);
        boolean again = false;
        while (true) {
            try {
                return once(connection, reading);
            } catch (SQLException e) {
                if (!isLocked(e)) {
                    throw e;
                }
                if (System.nanoTime() > end) {
                    throw TableLocks.timeout(connection, e);
                }
            } catch (Changed e) {
                if (again) {
                    throw new BelayException(
                            Kind.LOCKED,
                            "the database was changed while it was read: " + e.getMessage(),
                            "try again when nobody alters it",
                            e);
                }
                again = true;
            }
            pause();
        }
    }

    private static boolean isLocked(SQLException e) {
        return "55P03".equals(e.getSQLState());
    }

    /** Holding nothing meanwhile. */
    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BelayException(Kind.INTERRUPTED, "interrupted while reading the schema", "", e);
        }
    }

    private static <T> T once(Connection connection, CatalogReader.Reading<T> reading) throws SQLException, Changed {
        try {
            return locked(connection, TableLocks.of(connection), reading);
        } catch (SQLException e) {
            if (!"53200".equals(e.getSQLState())) {
                throw e;
            }
            // More tables than the server has room for locks: the witnesses have to do.
            return locked(connection, TableLocks.NONE, reading);
        }
    }

    private static <T> T locked(Connection connection, TableLocks locks, CatalogReader.Reading<T> reading)
            throws SQLException, Changed {
        Set<String> before = new HashSet<>();
        T result;
        try {
            result = CatalogReader.inSnapshot(connection, () -> locks.take(connection), () -> {
                // Who drops a view and then waits for our table must not be the one that a deadlock ends: we give way
                // first.
                Sql.script(connection, GIVING_WAY);
                before.addAll(witnesses(connection));
                return reading.read();
            });
        } catch (SQLException e) {
            if (gone(e)) {
                throw new Changed(e);
            }
            throw e;
        } catch (Row.NoValue e) {
            throw new Changed(e); // the printers answer NULL for what is gone
        }
        before.removeAll(witnesses(connection));
        if (!before.isEmpty()) {
            throw new Changed(before.size() + " of its objects are not as they were");
        }
        return result;
    }

    private static boolean gone(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String message = String.valueOf(e.getMessage());
        return GONE.contains(state)
                || (state.equals("XX000")
                        && (message.contains("cache lookup failed") || message.contains("could not ")));
    }

    /** Each one version of an object; the next has another transaction. */
    private static Set<String> witnesses(Connection connection) throws SQLException {
        return new HashSet<>(Sql.list(
                connection,
                QueryText.of("witnesses", connection.getMetaData().getDatabaseMajorVersion()),
                row -> row.getString("witness")));
    }
}
