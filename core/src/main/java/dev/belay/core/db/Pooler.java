package dev.belay.core.db;

import dev.belay.core.BelayException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/** Who is between us and the server. One that lends a session for a transaction only keeps neither lock nor setting. */
public enum Pooler {
    NONE,
    /** Whole sessions: as good as none. */
    OF_SESSIONS,
    OF_TRANSACTIONS;

    private static final int ASKED = 3;
    private static final String SECONDS = "5";

    /**
     * Finds out on an open session in autocommit. Costs one round trip where there is none.
     *
     * @throws SQLException when the session itself fails
     */
    public static Pooler before(Connection connection, ConnectionSettings settings) throws SQLException {
        int pid = pid(connection);
        // It hands out process numbers of its own.
        boolean between = connection.unwrap(PGConnection.class).getBackendPID() != pid || settings.pooled();
        if (!between) {
            return NONE;
        }
        for (int i = 1; i < ASKED; i++) {
            if (pid(connection) != pid) {
                return OF_TRANSACTIONS;
            }
        }
        return lendsItAway(pid, settings) ? OF_TRANSACTIONS : OF_SESSIONS;
    }

    /** An idle pooler gives us the same session again and again: so somebody else comes, and gets ours, or not. */
    private static boolean lendsItAway(int pid, ConnectionSettings settings) throws SQLException {
        ConnectionSettings impatient = settings.toBuilder()
                .parameters(Map.of(PGProperty.SOCKET_TIMEOUT.getName(), SECONDS))
                .build();
        try (Connection other = new Database(impatient).connect()) {
            return pid(other) == pid;
        } catch (BelayException e) {
            // No room for two: then it has not been lent away.
            return false;
        }
    }

    private static int pid(Connection connection) throws SQLException {
        return Sql.one(connection, "SELECT pg_catalog.pg_backend_pid()", row -> row.getInt(1));
    }
}
