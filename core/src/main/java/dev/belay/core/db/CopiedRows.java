package dev.belay.core.db;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Rows as COPY writes them, one by one; none is kept. */
public final class CopiedRows {
    private CopiedRows() {}

    /** Takes a row: the server sends each in a message of its own. */
    @FunctionalInterface
    public interface Sink {
        void take(byte[] row);
    }

    /**
     * Reads them all. A copy that is left open keeps everybody waiting who uses the connection after it, a rollback too: so
     * it is closed when a row cannot be taken.
     *
     * @param copy {@code COPY … TO STDOUT}
     */
    public static void read(Connection connection, String copy, Sink sink) throws SQLException {
        CopyOut rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy);
        try {
            for (byte @Nullable [] row = rows.readFromCopy(); row != null; row = rows.readFromCopy()) {
                sink.take(row);
            }
        } catch (SQLException | RuntimeException e) {
            if (rows.isActive()) {
                Sql.attempt(rows::cancelCopy, e);
            }
            throw e;
        }
    }
}
