package dev.belay.core.apply;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import dev.belay.core.script.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** Statements in a transaction that only reads, and that none of them can end or make write. */
public final class OnlyReading {
    private OnlyReading() {}

    /** Something that asks the server. */
    @FunctionalInterface
    public interface Asking<T> {
        T ask() throws SQLException;
    }

    /**
     * Runs one statement so on a session of the caller's: in a transaction of its own, or in the one that is open there,
     * which only reads from then on.
     *
     * @throws BelayException of kind MIGRATION for a statement that begins or ends transactions
     */
    public static <T> T on(Connection session, Statement statement, Asking<T> work) throws SQLException {
        refuseControl(statement);
        return switch (state(session)) {
            case IDLE -> {
                begin(session);
                yield alone(session, () -> asked(session, statement, work));
            }
            case OPEN -> {
                Sql.script(session, "SET TRANSACTION READ ONLY; SELECT 1");
                yield asked(session, statement, work);
            }
            // The server says so itself.
            case FAILED -> work.ask();
        };
    }

    private static <T> T alone(Connection session, Asking<T> work) throws SQLException {
        T result;
        try {
            result = work.ask();
        } catch (SQLException | RuntimeException | Error e) {
            Sql.attempt(() -> Sql.script(session, "ROLLBACK"), e);
            throw e;
        }
        Sql.script(session, "ROLLBACK");
        return result;
    }

    private static <T> T asked(Connection session, Statement statement, Asking<T> work) throws SQLException {
        refuseDoubt(session, statement);
        return work.ask();
    }

    static void begin(Connection connection) throws SQLException {
        // With its first snapshot taken no transaction can be made to write any more.
        Sql.script(connection, "BEGIN READ ONLY; SELECT 1");
    }

    /** Whatever would end the one transaction that only reads. CALL and DO cannot end one that is not theirs. */
    static void refuseControl(Statement statement) {
        switch (statement.traits().transaction()) {
            case JOINS, SAVEPOINT, MAY_COMMIT -> {}
            case BEGIN, COMMIT, ROLLBACK, OTHER_CONTROL, FORBIDDEN ->
                throw refused(
                        statement.location(),
                        statement.traits().verb() + " cannot run here: all statements run in one transaction that only"
                                + " reads");
        }
    }

    /** The server must cut the text as we did: else one statement could be several, and end the transaction. */
    static void refuseDoubt(Connection connection, Statement statement) throws SQLException {
        if (!connection.unwrap(BaseConnection.class).getStandardConformingStrings()) {
            throw refused(
                    statement.location(),
                    "standard_conforming_strings is off, and a text that is only read needs it to be on");
        }
        if (state(connection) != TransactionState.OPEN) {
            throw refused(statement.location(), "the transaction that only reads has ended");
        }
    }

    /** As the server refuses to write in such a transaction. */
    private static BelayException refused(String where, String why) {
        SQLException cause = new SQLException(why, "25006");
        return new BelayException(
                Kind.MIGRATION, where + ": " + SqlError.of(cause), "run it without the read-only mode", cause);
    }

    static TransactionState state(Connection connection) throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState();
    }
}
