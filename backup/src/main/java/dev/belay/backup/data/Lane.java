package dev.belay.backup.data;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Identifier;
import dev.belay.core.db.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** One session that sees the snapshot; it copies one thing after the other. */
public final class Lane implements AutoCloseable {
    private static final String BUSY = "55P03";

    private static final String GUARD = "SAVEPOINT belay";

    private static final int BUFFER = 1 << 18;

    private final Connection connection;
    /** For one table after the other. */
    private final byte[] buffer = new byte[BUFFER];
    /** Whether there is a savepoint to go back to. */
    private boolean guarded;

    Lane(Connection connection) {
        this.connection = connection;
    }

    byte[] buffer() {
        return buffer;
    }

    Connection connection() {
        return connection;
    }

    /**
     * Work whose failure leaves the session as it was before. The savepoint stays until the next table is locked: one message
     * to the server less for each.
     */
    <T> T attempt(Work<T> work) throws SQLException, IOException {
        if (!guarded) {
            Sql.script(connection, GUARD);
            guarded = true;
        }
        try {
            return work.run();
        } catch (SQLException | IOException | RuntimeException e) {
            Sql.attempt(() -> Sql.script(connection, "ROLLBACK TO " + GUARD), e);
            throw e;
        }
    }

    /**
     * Locks a table against being altered, without waiting: who wants to alter it waits for our first session, and we would
     * wait for him.
     *
     * @return whether we have it
     * @throws BelayException of kind BACKUP when it is no longer the table that the snapshot shows
     */
    boolean lock(Relation table) throws SQLException {
        // One message for all of it, and one answer: a schema may have thousands of tables, on a server far away.
        String all = (guarded ? "RELEASE " + GUARD + "; " : "")
                + "SAVEPOINT belay_lock; LOCK TABLE ONLY " + table.sql()
                + " IN ACCESS SHARE MODE NOWAIT; RELEASE SAVEPOINT belay_lock; " + change(table) + "; " + GUARD;
        guarded = false;
        String changed;
        try {
            changed = text(all);
        } catch (SQLException e) {
            if (!BUSY.equals(e.getSQLState())) {
                throw e;
            }
            Sql.script(connection, "ROLLBACK TO SAVEPOINT belay_lock; RELEASE SAVEPOINT belay_lock");
            return false;
        }
        guarded = true;
        if (!changed.isEmpty()) {
            throw new BelayException(
                    Kind.BACKUP,
                    table.sql() + " was " + changed + " while the backup began",
                    "run the same command again when nobody alters it");
        }
        return true;
    }

    /**
     * Asks what has become of a table. The first session holds all tables that it can, but not one that was made while it
     * took its locks, and none where the server had no room for so many. Of one that was emptied or rewritten since the
     * snapshot the server shows no rows, and no error: the catalog's row is that of the snapshot, and the functions tell of
     * the present. One that has its name now is locked and read in its place.
     */
    private static String change(Relation table) {
        return "SELECT CASE WHEN c.relfilenode IS DISTINCT FROM pg_catalog.pg_relation_filenode(c.oid)"
                + " THEN 'emptied, rewritten or made anew'"
                + " WHEN c.oid IS DISTINCT FROM pg_catalog.to_regclass("
                + Identifier.literal(table.sql()).strip()
                + ") THEN 'renamed' ELSE '' END FROM pg_catalog.pg_class c WHERE c.oid = " + table.oid();
    }

    /** The one text that statements answer with, among those that answer nothing. */
    private String text(String statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            boolean rows = statement.execute(statements);
            while (!rows && statement.getUpdateCount() >= 0) {
                rows = statement.getMoreResults();
            }
            try (ResultSet answer = statement.getResultSet()) {
                answer.next();
                return answer.getString(1);
            }
        }
    }

    /** Ends what runs in it. May be called by any thread. */
    void cancel() throws SQLException {
        connection.unwrap(PGConnection.class).cancelQuery();
    }

    /** Ends the session at once, whatever it does. May be called by any thread. */
    void abort() throws SQLException {
        connection.abort(Runnable::run);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** What may be tried. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException, IOException;
    }
}
