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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** One session that sees the snapshot; it copies one thing after the other. */
final class Lane implements AutoCloseable {
    private static final String BUSY = "55P03";

    private static final String GUARD = "SAVEPOINT belay";

    private static final String REWRITTEN = "c.relfilenode IS DISTINCT FROM pg_catalog.pg_relation_filenode(c.oid)";

    private static final int BUFFER = 1 << 18;

    private final Connection connection;
    /** For one table after the other. */
    private final byte[] buffer = new byte[BUFFER];
    /** Locked already, for the jobs that come next. */
    private final Set<Relation> held = new HashSet<>();
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
        if (held.contains(table)) {
            return true;
        }
        String changed;
        try {
            changed = ask(List.of(table), change(table));
        } catch (SQLException e) {
            if (!BUSY.equals(e.getSQLState())) {
                throw e;
            }
            forgo(e);
            return false;
        }
        if (!changed.isEmpty()) {
            throw new BelayException(
                    Kind.BACKUP,
                    table.sql() + " was " + changed + " while the backup began",
                    "run the same command again when nobody alters it");
        }
        return true;
    }

    /**
     * Locks tables together for the jobs that come next. Where one of them is in the way none is held: each is locked when its
     * turn comes, and what is wrong is told then.
     */
    void hold(List<Relation> tables) throws SQLException {
        held.clear();
        try {
            if (ask(tables, changes(tables)).equals("0")) {
                held.addAll(tables);
            }
        } catch (SQLException e) {
            forgo(e);
        }
    }

    /**
     * Locks tables and asks something. It is one message, with one answer: a schema may have thousands of tables, on a server
     * far away.
     */
    private String ask(List<Relation> tables, String question) throws SQLException {
        String all = (guarded ? "RELEASE " + GUARD + "; " : "")
                + "SAVEPOINT belay_lock; LOCK TABLE "
                + tables.stream().map(table -> "ONLY " + table.sql()).collect(Collectors.joining(", "))
                + " IN ACCESS SHARE MODE NOWAIT; " + question + "; RELEASE SAVEPOINT belay_lock; " + GUARD;
        guarded = false;
        String answer = text(all);
        guarded = true;
        return answer;
    }

    /** Goes on without the locks that were not to be had. */
    private void forgo(SQLException e) throws SQLException {
        try {
            Sql.script(connection, "ROLLBACK TO SAVEPOINT belay_lock; RELEASE SAVEPOINT belay_lock");
        } catch (SQLException again) {
            e.addSuppressed(again);
            throw e;
        }
    }

    /** Asks how many of these tables are not what they were. */
    private static String changes(List<Relation> tables) {
        return "SELECT count(*) FROM (VALUES "
                + tables.stream()
                        .map(table -> "(" + table.oid() + "::pg_catalog.oid, "
                                + Identifier.literal(table.sql()).strip() + ")")
                        .collect(Collectors.joining(", "))
                + ") AS t (oid, name) LEFT JOIN pg_catalog.pg_class c ON c.oid = t.oid WHERE " + REWRITTEN + " OR "
                + "c.oid IS DISTINCT FROM pg_catalog.to_regclass(t.name)";
    }

    /**
     * Asks what has become of a table. The first session holds all tables that it can, but not one that was made while it
     * took its locks, and none where the server had no room for so many. Of one that was emptied or rewritten since the
     * snapshot the server shows no rows, and no error: the catalog's row is that of the snapshot, and the functions tell of
     * the present. One that has its name now is locked and read in its place.
     */
    private static String change(Relation table) {
        return "SELECT CASE WHEN " + REWRITTEN + " THEN 'emptied, rewritten or made anew'"
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
