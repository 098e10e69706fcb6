package dev.belay.core.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.postgresql.PGConnection;

/** The sessions of one command, so that another thread can end all of them at once: a signal, mostly. */
public final class OpenSessions {
    private final Set<Connection> open = Collections.newSetFromMap(new WeakHashMap<>());
    private final Set<Login> awaited = new HashSet<>();
    private boolean ended;

    /**
     * Ends them all, and lets none be opened any more. What runs is cancelled on the server first: one that works on a long
     * query would not notice for its whole length that nobody waits for it. A server that does not let us in is not waited
     * for.
     */
    public void end() {
        List<Connection> all;
        synchronized (this) {
            ended = true;
            all = List.copyOf(open);
            open.clear();
            awaited.forEach(login -> login.refuse(stopped()));
            awaited.clear();
        }
        all.forEach(OpenSessions::end);
    }

    /**
     * Whoever waits now to be let in does not any more. Sessions that are there go on, and further ones may come: to clean up
     * takes some.
     *
     * @param first what is done before any of them hears it; who begins to wait for its sake is none of them
     * @return whether somebody waited
     */
    public boolean stopWaiting(Runnable first) {
        List<Login> waiting;
        synchronized (this) {
            waiting = List.copyOf(awaited);
        }
        first.run();
        synchronized (this) {
            waiting.stream().filter(awaited::remove).forEach(login -> login.refuse(stopped()));
        }
        return !waiting.isEmpty();
    }

    /** Of one that may come; where it has not come by the end, it does not any more. */
    synchronized void await(Login login) {
        if (ended) {
            login.refuse(stopped());
        } else {
            awaited.add(login);
        }
    }

    synchronized void awaitNoLonger(Login login) {
        awaited.remove(login);
    }

    private static SQLException stopped() {
        return new SQLException("the command was stopped", "57014");
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
        throw stopped();
    }

    private static boolean closed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Ends one: what it runs is cancelled, and it runs nothing more. Called from another thread. */
    public static void end(Connection connection) {
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
