package dev.belay.core.apply;

import dev.belay.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Holds a statement of somebody else up, in the middle of its work in the server, until the test has done what it wants
 * to do meanwhile. It is a transaction that has something the statement needs.
 */
final class Gate implements AutoCloseable {
    /** Stands before every CREATE, ALTER and DROP, and wherever a script calls {@code gate.pass()}. */
    static final String BAR = "SELECT pg_advisory_xact_lock(4711)";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestDatabase database;
    private final Connection connection;
    private final int pid;

    private Gate(TestDatabase database, Connection connection, int pid) {
        this.database = database;
        this.connection = connection;
        this.pid = pid;
    }

    /** Puts the bar up, open, and a table beside it in which scripts can say that they were here. */
    static void install(TestDatabase database) {
        database.execute(
                "CREATE SCHEMA gate",
                "CREATE TABLE gate.log (said text)",
                """
                CREATE FUNCTION gate.pass() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN
                    PERFORM pg_advisory_lock_shared(4711);
                    PERFORM pg_advisory_unlock_shared(4711);
                    RETURN true;
                END $$
                """,
                "CREATE FUNCTION gate.late() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN PERFORM gate.pass(); RETURN NULL; END $$",
                "CREATE FUNCTION gate.before_ddl() RETURNS event_trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN PERFORM gate.pass(); END $$",
                "CREATE EVENT TRIGGER gate ON ddl_command_start EXECUTE FUNCTION gate.before_ddl()");
    }

    /** Begins a transaction and takes what this statement takes. */
    static Gate closed(TestDatabase database, String hold) {
        try {
            Connection connection = database.connect();
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT pg_backend_pid()")) {
                row.next();
                int pid = row.getInt(1);
                statement.execute(hold);
                return new Gate(database, connection, pid);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the gate cannot be closed: " + hold, e);
        }
    }

    int pid() {
        return pid;
    }

    /** Waits until somebody stands before the gate and answers with the pid of that server process. */
    int victim() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            List<String> waiting = database.query("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND " + pid + " = ANY (pg_blocking_pids(pid))");
            if (!waiting.isEmpty()) {
                return Integer.parseInt(waiting.get(0));
            }
            Pause.millis(10);
        }
        throw new AssertionError("nobody came to the gate");
    }

    /** Lets whoever waits go on. */
    void open() {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
