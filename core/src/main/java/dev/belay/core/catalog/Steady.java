package dev.belay.core.catalog;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads in a snapshot of its own that nobody disturbs: tables are locked, and where something else was altered meanwhile,
 * which the server would print half as it was and half as it is, all is read once more.
 */
final class Steady {
    private static final Set<String> GONE = Set.of("42P01", "42704", "42883", "42703", "3F000", "40P01");

    /** How often it is read before it is said that somebody alters it, however long that takes. */
    private static final int READINGS = 3;

    /** How long somebody else may keep a table before we give up. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How short a reader waits for a lock. */
    static final String GIVING_WAY = "SET LOCAL lock_timeout = '10ms'";

    /** Something was altered or dropped between the first query and the last. */
    private static final class Changed extends Exception {
        private Changed(String what) {
            super(what);
        }

        private Changed(Exception cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    private final Connection connection;
    private final Connection witness;
    private final Snapshots snapshots;

    private final Duration patience;
    private final Runnable settled;

    private Steady(
            Connection connection, Connection witness, Snapshots snapshots, Duration patience, Runnable settled) {
        this.connection = connection;
        this.witness = witness;
        this.snapshots = snapshots;
        this.patience = patience;
        this.settled = settled;
    }

    /** How a snapshot is taken, and what becomes of it when it has been read. */
    private interface Snapshots {
        void take(Sql.Work before, Sql.Work reading) throws SQLException;
    }

    /** Only for a connection without a transaction. */
    static <T> T read(Connection connection, CatalogReader.Reading<Supplier<T>> reading) throws SQLException {
        return read(connection, PATIENCE, reading, () -> {});
    }

    static <T> T read(Connection connection, Duration patience, CatalogReader.Reading<Supplier<T>> reading)
            throws SQLException {
        return read(connection, patience, reading, () -> {});
    }

    /** @param settled is run when the server has said all that it will be asked */
    static <T> T read(Connection connection, CatalogReader.Reading<Supplier<T>> reading, Runnable settled)
            throws SQLException {
        return read(connection, PATIENCE, reading, settled);
    }

    private static <T> T read(
            Connection connection, Duration patience, CatalogReader.Reading<Supplier<T>> reading, Runnable settled)
            throws SQLException {
        Snapshots passing = (before, work) -> CatalogReader.inSnapshot(connection, before, () -> {
            work.run();
            return true;
        });
        return new Steady(connection, connection, passing, patience, settled).read(reading);
    }

    /** The same, but the transaction goes on. Within it nothing ever changes, so that somebody else has to look. */
    static <T> T readAndStay(
            Connection connection,
            Connection witness,
            Sql.Work first,
            CatalogReader.Reading<Supplier<T>> reading,
            Runnable settled)
            throws SQLException {
        Snapshots lasting = (before, work) -> {
            first.run();
            stay(connection, before, work);
        };
        return new Steady(connection, witness, lasting, PATIENCE, settled).read(reading);
    }

    private static void stay(Connection connection, Sql.Work before, Sql.Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            CatalogReader.begin(connection, before, () -> {
                work.run();
                return true;
            });
            Sql.script(connection, "SET LOCAL lock_timeout = 0");
        } catch (SQLException | RuntimeException | Error e) {
            Sql.attempt(() -> end(connection), e);
            throw e;
        }
    }

    private static void end(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private <T> T read(CatalogReader.Reading<Supplier<T>> reading) throws SQLException {
        long end = System.nanoTime() + patience.toNanos();
        int changed = 0;
        while (true) {
            try {
                return once(reading);
            } catch (SQLException e) {
                if (!isLocked(e)) {
                    throw e;
                }
                if (System.nanoTime() > end) {
                    throw TableLocks.timeout(connection, patience, e);
                }
            } catch (Changed e) {
                if (++changed >= READINGS && System.nanoTime() > end) {
                    throw restless(changed, e);
                }
            }
            pause();
        }
    }

    private static BelayException restless(int times, Changed last) {
        return new BelayException(
                Kind.LOCKED,
                "the database was changed each of the " + times + " times that it was read: " + last.getMessage(),
                "something is altered again and again; run it again when that is over",
                last);
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

    private <T> T once(CatalogReader.Reading<Supplier<T>> reading) throws SQLException, Changed {
        try {
            return locked(TableLocks.of(connection), reading);
        } catch (SQLException e) {
            if (!"53200".equals(e.getSQLState())) {
                throw e;
            }
            // More tables than the server has room for locks: the witnesses have to do.
            return locked(TableLocks.NONE, reading);
        }
    }

    private <T> T locked(TableLocks locks, CatalogReader.Reading<Supplier<T>> reading) throws SQLException, Changed {
        Set<String> before = new HashSet<>();
        List<Making<T>> making = new ArrayList<>();
        try {
            snapshots.take(() -> locks.take(connection), () -> {
                // Who drops a view and then waits for our table must not be the one that a deadlock ends: we give way
                // first.
                Sql.script(connection, GIVING_WAY);
                making.add(Making.start(reading.read()));
                before.addAll(witnesses(connection, locks));
            });
        } catch (SQLException e) {
            if (gone(e)) {
                throw new Changed(e);
            }
            throw e;
        } catch (Row.NoValue e) {
            throw new Changed(e); // the printers answer NULL for what is gone
        }
        before.removeAll(witnesses(witness, locks));
        if (!before.isEmpty()) {
            end(connection);
            throw new Changed(names(before));
        }
        settled.run();
        try {
            return making.get(0).result();
        } catch (Row.NoValue e) {
            end(connection);
            throw new Changed(e);
        } catch (RuntimeException | Error e) {
            Sql.attempt(() -> end(connection), e);
            throw e;
        }
    }

    private static boolean gone(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String message = String.valueOf(e.getMessage());
        return GONE.contains(state)
                || (state.equals("XX000")
                        && (message.contains("cache lookup failed") || message.contains("could not ")));
    }

    /** What the objects are called that are no longer as these witnesses have seen them. */
    private String names(Set<String> witnesses) throws SQLException {
        List<String> names = Sql.list(
                witness,
                QueryText.of("altered", witness.getMetaData().getDatabaseMajorVersion()),
                row -> row.getString("name"),
                witnesses.stream().map(Steady::object).distinct().collect(Collectors.joining(",")));
        return names.isEmpty() ? "something was dropped" : String.join(", ", names);
    }

    /** The catalog and the OID, without the version, which may hold a name. */
    private static String object(String witness) {
        return witness.substring(0, witness.indexOf(' ', witness.indexOf(' ') + 1));
    }

    /** Each one version of an object that these locks do not keep as it is; the next has another transaction. */
    static Set<String> witnesses(Connection connection, TableLocks locks) throws SQLException {
        return new HashSet<>(Sql.list(
                connection,
                QueryText.of("witnesses", connection.getMetaData().getDatabaseMajorVersion()),
                row -> row.getString("witness"),
                locks != TableLocks.NONE));
    }
}
