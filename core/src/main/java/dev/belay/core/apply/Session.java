package dev.belay.core.apply;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.AdvisoryLock;
import dev.belay.core.db.Database;
import dev.belay.core.db.Identifier;
import dev.belay.core.db.Pooler;
import dev.belay.core.db.Sql;
import dev.belay.core.history.JournalEntry;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * The one connection that holds the lock and does the work. Transactions are begun and ended by plain statements, so that
 * a file's own {@code BEGIN ISOLATION LEVEL …} can be the one that is sent, and so that no commit goes unchecked: the
 * driver would turn the commit of a failed transaction into a silent rollback.
 */
final class Session implements AutoCloseable {
    private final Database database;
    private final Database prepared;
    private final Connection connection;
    private JournalEntry.Backend backend = new JournalEntry.Backend(0, "");
    private @Nullable AdvisoryLock lock;
    private volatile boolean abandoned;
    private volatile boolean resting;

    private Session(Database database, Database prepared, Connection connection) {
        this.database = database;
        this.prepared = prepared;
        this.connection = connection;
    }

    /** Opens a session that sends statements as psql does: the driver's own parser must not touch them. */
    static Session open(Database database) throws SQLException {
        Database prepared = database.sendingAsIs().outlivingNobody();
        Connection connection = prepared.connect();
        try {
            Session session = new Session(database, prepared, connection);
            session.backend = session.identify();
            session.refusePooler();
            return session;
        } catch (SQLException | RuntimeException e) {
            Sql.attempt(connection::close, e);
            throw e;
        }
    }

    private record Identity(int pid, String start, boolean replica) {}

    /** Asked as the user who logged in: another role may not see when its own process began. */
    private JournalEntry.Backend identify() throws SQLException {
        Sql.script(connection, "BEGIN READ ONLY; SET LOCAL ROLE NONE");
        Identity found = Sql.one(
                connection,
                """
                SELECT pid, extract(epoch FROM backend_start)::text AS start, pg_catalog.pg_is_in_recovery() AS replica
                FROM pg_catalog.pg_stat_activity
                WHERE pid = pg_catalog.pg_backend_pid()
                """,
                row -> new Identity(row.getInt("pid"), row.getString("start"), row.getBoolean("replica")));
        Sql.script(connection, "COMMIT");
        if (found.replica()) {
            throw new BelayException(
                    Kind.CONNECTION,
                    "this server is a replica: it can be read, and not migrated",
                    "point the environment at the primary, or name all hosts and say target_session_attrs=read-write");
        }
        return new JournalEntry.Backend(found.pid(), found.start());
    }

    /** It would lend the session that has our lock to somebody else, and keep the lock when we are gone. */
    private void refusePooler() throws SQLException {
        boolean ours = connection.unwrap(PGConnection.class).getBackendPID() == backend.pid();
        if (!ours && Pooler.before(connection, database.settings()) == Pooler.OF_TRANSACTIONS) {
            // What we have set would be found by whoever gets this session next.
            Sql.script(connection, "RESET ROLE; RESET ALL");
            throw new BelayException(
                    Kind.CONNECTION,
                    "a transaction pooler is between Belay and the server: no session keeps the run lock there",
                    "direct_url: in belay.yaml names the server itself; belay status and belay plan work as it is");
        }
    }

    /** From now on this lock must be held whenever something is about to be committed. */
    void heldBy(AdvisoryLock held) {
        lock = held;
    }

    /** A pooler that changed the session, or a script, may have lost the lock: then nothing more may be committed. */
    void requireLock() {
        if (lock != null && !lock.held()) {
            throw lockLost(null);
        }
    }

    private static BelayException lockLost(@Nullable SQLException cause) {
        return new BelayException(
                Kind.LOCKED,
                "the run lock was lost while the run went on",
                "connect directly, not through a transaction pooler (direct_url); and no script may call"
                        + " pg_advisory_unlock_all",
                cause);
    }

    Connection connection() {
        return connection;
    }

    Database database() {
        return database;
    }

    JournalEntry.Backend backend() {
        return backend;
    }

    /** Begins a transaction in which waiting for a lock ends after {@code lockTimeoutMillis}. */
    void begin(String begin, long lockTimeoutMillis) throws SQLException {
        Sql.script(connection, begin + "\n; SET LOCAL lock_timeout = " + lockTimeoutMillis);
    }

    /** Commits if the lock is held: the server looks in the same message, so that nothing can come between. */
    void commitUnderLock() throws SQLException {
        requireOpen();
        try {
            Sql.script(connection, lock == null ? "COMMIT" : lock.check() + "; COMMIT");
        } catch (SQLException e) {
            if (AdvisoryLock.saysLost(e)) {
                throw lockLost(e);
            }
            throw e;
        }
    }

    /** Commits, unless the transaction is not one that can be. */
    void commit() throws SQLException {
        requireOpen();
        Sql.script(connection, "COMMIT");
    }

    private void requireOpen() throws SQLException {
        TransactionState state = state();
        if (state != TransactionState.OPEN) {
            throw new SQLException(
                    state == TransactionState.IDLE
                            ? "the script ended the transaction that it runs in"
                            : "the transaction is aborted and cannot be committed",
                    "25P02");
        }
    }

    void rollback() throws SQLException {
        if (!connection.isClosed() && state() != TransactionState.IDLE) {
            promptly(() -> Sql.script(connection, "ROLLBACK"));
        }
    }

    /**
     * Work that no server takes long for: if it does not answer, the connection is given up. The network may die while a
     * failure is cleaned up, and then nobody presses Ctrl-C.
     */
    void promptly(Sql.Work work) throws SQLException {
        if (connection.isClosed()) {
            work.run();
            return;
        }
        int usual = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, (int) database.patience().toMillis());
        try {
            work.run();
        } finally {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, usual);
            }
        }
    }

    /**
     * Until the end of this transaction we are who we were when we connected, whoever the script made us. Our own lines
     * may have to wait for a lock, too, and whatever the script has locked would wait with us.
     */
    void asOurselves(long lockTimeoutMillis) throws SQLException {
        Sql.script(connection, ourselves(lockTimeoutMillis));
    }

    private String ourselves(long lockTimeoutMillis) {
        // DEFAULT is what ALTER ROLE … SET role says, where it says something; NONE would lose that.
        String role = database.settings().role().map(Identifier::quote).orElse("DEFAULT");
        return "SET LOCAL SESSION AUTHORIZATION DEFAULT; SET LOCAL role TO " + role
                + "; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = " + lockTimeoutMillis;
    }

    /** Runs our own bookkeeping in a transaction of its own. */
    void inTransaction(Sql.Work work) throws SQLException {
        Sql.script(connection, "BEGIN; " + ourselves(0));
        try {
            work.run();
            commit();
        } catch (SQLException | RuntimeException e) {
            Sql.attempt(this::rollback, e);
            throw e;
        }
    }

    TransactionState state() throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState();
    }

    /** Whether the connection is beyond repair. */
    boolean lost() {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Role, search path and settings as they were after connecting; the lock stays. */
    void reset() throws SQLException {
        promptly(() -> prepared.reset(connection));
    }

    /** The same, in the middle of a transaction, whose patience with locks stays as it was. */
    void takeBack(long lockTimeoutMillis) throws SQLException {
        prepared.takeBack(connection, "SET LOCAL lock_timeout = " + lockTimeoutMillis);
    }

    /** Cancels what the server is doing for us. Called from other threads. */
    void cancelStatement() throws SQLException {
        connection.unwrap(PGConnection.class).cancelQuery();
    }

    /** Gives the connection up without a word to the server: the last resort behind a dead network. */
    void abandon() throws SQLException {
        abandoned = true;
        connection.abort(Runnable::run);
    }

    /** Whether {@link #abandon} was the end of it. */
    boolean abandoned() {
        return abandoned;
    }

    /** From here on nothing is asked of the server, or it has just answered: silence says nothing about the network. */
    void rest() {
        resting = true;
    }

    /** From here on the server is to answer again. */
    void work() {
        resting = false;
    }

    boolean resting() {
        return resting;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
