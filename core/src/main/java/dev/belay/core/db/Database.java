package dev.belay.core.db;

import com.zaxxer.hikari.HikariDataSource;
import dev.belay.core.BelayException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/** One database, and the only way to open sessions in it: all of them begin in the same state. */
public final class Database implements AutoCloseable {
    /** Nothing of ours gains by being compiled: the server would spend seconds on it, with a snapshot in its hand. */
    private static final Map<String, String> READING =
            Map.of("search_path", "pg_catalog, pg_temp", "row_security", "off", "jit", "off");

    private static final Map<String, String> KEEPALIVES = Map.of(
            "tcp_keepalives_idle", "60",
            "tcp_keepalives_interval", "15",
            "tcp_keepalives_count", "4",
            "tcp_user_timeout", "120000");

    private final ConnectionSettings settings;
    private final OpenSessions sessions;
    private @Nullable HikariDataSource pool;

    public Database(ConnectionSettings settings) {
        this(settings, new OpenSessions());
    }

    /** One whose sessions, and those of all that is derived from it, can be ended with others. */
    public Database(ConnectionSettings settings, OpenSessions sessions) {
        this.settings = settings;
        this.sessions = sessions;
    }

    public ConnectionSettings settings() {
        return settings;
    }

    /** Another database of the same server. */
    public Database named(String name) {
        return with(settings.toBuilder().database(name));
    }

    /** The same database for what has to be cleaned up even where everything else was ended. */
    Database whateverHappens() {
        return new Database(settings);
    }

    /** Another way in for the same command: whoever ends its sessions ends these too. With a pool of its own. */
    public Database with(ConnectionSettings.Builder other) {
        return new Database(other.build(), sessions);
    }

    /** The same database under another name in the server's list of sessions; with a pool of its own. */
    public Database withApplicationName(String name) {
        return with(settings.toBuilder().applicationName(name));
    }

    /** The same database, with statements sent as they are: the driver's own parser would cut some of them apart. */
    public Database sendingAsIs() {
        return with(settings.toBuilder()
                .parameters(Map.of(
                        PGProperty.PREFER_QUERY_MODE.getName(),
                        "extendedForPrepared",
                        // The driver forgets what it has prepared at each RESET: it would only fill the server.
                        PGProperty.PREPARE_THRESHOLD.getName(),
                        "0")));
    }

    /**
     * The same database for sessions in which nothing runs but our own queries, with qualified names: they find nothing
     * that a user has made, and are refused where row-level security would hide rows from them. With a pool of its own.
     */
    public Database forReading() {
        return with(settings.toBuilder().settings(READING));
    }

    /** The same database, whose server has to let us in sooner. */
    public Database within(Duration patience) {
        Duration wanted = settings.connectTimeout();
        boolean sooner = wanted.isZero() || wanted.compareTo(patience) > 0;
        return sooner ? with(settings.toBuilder().connectTimeout(patience)) : this;
    }

    /** The same database, whose server has to answer whatever it is asked, or the session is given up. */
    public Database answeringWithin(Duration patience) {
        String seconds = Long.toString(Math.max(1, patience.toSeconds()));
        return with(settings.toBuilder().parameters(Map.of(PGProperty.SOCKET_TIMEOUT.getName(), seconds)));
    }

    /**
     * The same database for a session that holds locks: when its client dies behind a dead network, nothing tells the
     * server, and by itself it asks after two hours. So it asks after a minute, and gives up after another. What the
     * project sets goes before it; on a Unix socket none of it means anything.
     */
    public Database outlivingNobody() {
        ConnectionSettings.Builder patient = settings.toBuilder().settings(KEEPALIVES);
        return with(patient.settings(settings.settings()));
    }

    /** How long it is waited for an answer that takes no work: a few times as long as the server may take to let us in. */
    public Duration patience() {
        Duration connect = settings.connectTimeout();
        return (connect.isZero() ? ConnectionSettings.DEFAULT_CONNECT_TIMEOUT : connect).multipliedBy(3);
    }

    /**
     * Opens one session and prepares it; the caller closes it.
     *
     * @throws BelayException of kind CONNECTION that says what is wrong and what to do
     */
    public Connection connect() {
        try {
            return open(Session::prepare);
        } catch (SQLException e) {
            throw Diagnosis.of(e, settings).exception(e);
        }
    }

    /**
     * Opens one session in a transaction that only reads, sees one moment, and is prepared as a session of {@link
     * #connect} is. Nothing of that outlives the transaction: a pooler may lend the session to somebody else then. The
     * caller ends both.
     *
     * @throws BelayException of kind CONNECTION that says what is wrong and what to do
     */
    public Connection connectToRead() {
        try {
            return open(Session::prepareToRead);
        } catch (SQLException e) {
            throw Diagnosis.of(e, settings).exception(e);
        }
    }

    /**
     * Back to exactly the state of a session that {@link #connect} has just opened, except that advisory locks stay. One
     * round trip. An open transaction is rolled back, and autocommit is on afterwards.
     */
    public void reset(Connection connection) throws SQLException {
        Session.reset(connection, settings);
    }

    /**
     * Role, search path and settings as after {@link #connect}, without ending the transaction that may be open: what a
     * script has set must not reach into our own statements after it. One round trip, with what is to be set {@code
     * after} it.
     */
    public void takeBack(Connection connection, String after) throws SQLException {
        Session.takeBack(connection, settings, after);
    }

    /** Sessions for parallel work, prepared as those of {@link #connect}; made when first asked for. */
    public synchronized DataSource pool() {
        if (pool == null) {
            pool = Pool.of(settings, () -> open(Session::prepare));
        }
        return pool;
    }

    /** Closes the pool. Sessions of {@link #connect} belong to their callers. */
    @Override
    public synchronized void close() {
        if (pool != null) {
            pool.close();
            pool = null;
        }
    }

    /** What is done with a connection before anybody gets it. */
    private interface Preparation {
        void of(Connection connection, ConnectionSettings settings) throws SQLException;
    }

    private Connection open(Preparation preparation) throws SQLException {
        Properties properties = DriverProperties.of(settings, PasswordCommand.password(settings));
        Connection connection = Login.to(settings, properties, sessions);
        try {
            sessions.admit(connection);
            preparation.of(connection, settings);
            return connection;
        } catch (SQLException | RuntimeException e) {
            Sql.attempt(connection::close, e);
            throw e;
        }
    }
}
