package dev.belay.core.content;

import dev.belay.core.db.CopiedRows;
import java.sql.Connection;
import java.sql.SQLException;

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
        ContentHash hash = new ContentHash();
        boolean[] first = {true};
        CopiedRows.read(
                connection,
                "COPY " + table + " " + columns + " TO STDOUT" + RawBytes.options(connection, format),
                message -> {
                    format.hash(message, first[0], hash);
                    first[0] = false;
                });
        return hash;
    }
}
