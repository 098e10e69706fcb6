package dev.belay.core.content;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Reads a table only to know what is in it: the same bytes, and so the same hash, as when it was backed up. */
public final class TableHash {
    private final Connection connection;

    /** Takes a session for itself, and sets what decides how values are written. */
    public TableHash(Connection connection) throws SQLException {
        this.connection = connection;
        SessionSettings.set(connection);
    }

    /**
     * The rows of a table.
     *
     * @param table as SQL writes it
     * @param columns in parentheses, in the order in which they were backed up
     */
    public ContentHash of(String table, String columns, RowFormat format) throws SQLException {
        CopyOut copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY " + table + " " + columns + " TO STDOUT" + RawBytes.options(connection, format));
        try {
            ContentHash hash = new ContentHash();
            boolean first = true;
            for (byte @Nullable [] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
                format.hash(message, first, hash);
                first = false;
            }
            return hash;
        } finally {
            // A copy that is left open keeps everybody waiting who uses the connection after it.
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
