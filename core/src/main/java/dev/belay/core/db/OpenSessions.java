package dev.belay.core.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.postgresql.PGConnection;

/** The sessions of one command, so that another thread can end all of them at once: a signal, mostly. */
public final class OpenSessions {
    private final Set<Connection> open = Collections.newSetFromMap(new WeakHashMap<>());
    private boolean ended;

    /**
     * Ends them all, and lets none be opened any more. What runs is cancelled on the server first: one that works on a long
     * query would not notice for its whole length that nobody waits for it.
     */
    public void end() {
        List<Connection> all;
        synchronized (this) {
            ended = true;
            all = List.copyOf(open);
            open.clear();
        }
        all.forEach(OpenSessions::end);
    }

    void admit(Connection connection) throws SQLException {
        synchronized (this) {
            if (!ended) {
                open.removeIf(OpenSessions::closed);
                open.add(connection);
                return;
            }
        }
        connection.close();
        throw new SQLException("the command was stopped", "57014");
    }

    private static boolean closed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    private static void end(Connection connection) {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException ignored) {
            // Nothing reaches the server, or nothing ran: what is left is to go.
        }
        try {
            connection.abort(Runnable::run);
        } catch (SQLException ignored) {
            // It is gone.
        }
    }
}
