package dev.belay.core.apply;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Database;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import dev.belay.core.db.SqlTrouble;
import dev.belay.core.script.Script;
import dev.belay.core.script.Statement;
import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.core.TransactionState;

/**
 * Runs statements that belong to no migration, as psql would where there is no psql: each on its own unless the script
 * or the caller says otherwise, stopping at the first error. Nothing of it is recorded.
 */
public final class FreeScript {
    private final Database database;
    private final Cancellation cancellation;
    private final Options options;

    /**
     * How to run.
     *
     * @param singleTransaction all statements in one transaction
     * @param readOnly the server refuses to change anything: all statements in one transaction that only reads
     */
    public record Options(boolean singleTransaction, boolean readOnly) {}

    public FreeScript(Database database, Cancellation cancellation, Options options) {
        this.database = database;
        this.cancellation = cancellation;
        this.options = options;
    }

    /**
     * Runs every statement.
     *
     * @throws BelayException of kind MIGRATION that names file, line and SQLSTATE of the first one that fails
     */
    public void run(Script script, ResultListener listener) {
        if (options.readOnly()) {
            script.executable().forEach(OnlyReading::refuseControl);
        }
        try (Connection connection =
                        Opening.of(cancellation, () -> database.sendingAsIs().connect());
                Cancellation.Busy unused = cancellation.onCancel(() -> cancel(connection))) {
            if (options.readOnly()) {
                OnlyReading.begin(connection);
            } else if (options.singleTransaction()) {
                Sql.script(connection, "BEGIN");
            }
            for (Statement statement : script.executable()) {
                run(connection, statement, listener);
            }
            finish(connection, script);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /**
     * The same on a session of the caller's, which stays as the statements leave it, with whatever transaction they open.
     * It must send statements as they are, and the options do not count.
     */
    public void runOn(Connection connection, Script script, ResultListener listener) {
        try (Cancellation.Busy unused = cancellation.onCancel(() -> cancel(connection))) {
            for (Statement statement : script.executable()) {
                run(connection, statement, listener);
            }
        }
    }

    private void run(Connection connection, Statement statement, ResultListener listener) {
        if (cancellation.requested()) {
            throw new BelayException(cancellation.reason(), "stopped before " + statement.location(), "");
        }
        Answer answer = new Answer(connection, statement, listener, cancellation);
        try {
            if (options.readOnly()) {
                OnlyReading.refuseDoubt(connection, statement);
            }
            if (statement.kind() == Statement.Kind.COPY) {
                listener.done(statement, copy(connection, statement));
            } else {
                answer.pass(options.readOnly());
            }
        } catch (SQLException e) {
            throw failure(statement, e, answer);
        }
    }

    private static long copy(Connection connection, Statement statement) throws SQLException {
        try (Reader data = statement.copyData()) {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement.sql(), data);
        } catch (IOException e) {
            throw new SQLException("the COPY data cannot be sent: " + e.getMessage(), "08006", e);
        }
    }

    private void finish(Connection connection, Script script) throws SQLException {
        if (options.readOnly()) {
            Sql.script(connection, "ROLLBACK");
        } else if (options.singleTransaction()) {
            Sql.script(connection, "COMMIT");
        } else if (OnlyReading.state(connection) != TransactionState.IDLE) {
            throw new BelayException(
                    Kind.MIGRATION,
                    script.name() + " left a transaction open, and it was rolled back",
                    "end it with COMMIT, or use --single-transaction");
        }
    }

    private BelayException failure(Statement statement, SQLException e, Answer answer) {
        SqlError error = SqlError.of(e);
        int position = answer.position(error);
        int line = position > 0 ? statement.lineAt(position) : statement.line();
        String file = statement.location().substring(0, statement.location().lastIndexOf(':'));
        BelayException translated = SqlTrouble.of(e);
        String detail = error.detail().isEmpty() ? "" : "; " + error.detail();
        return new BelayException(
                cancellation.requested() ? cancellation.reason() : translated.kind(),
                file + ":" + line + ": " + error + detail,
                translated.hint(),
                e);
    }

    private static void cancel(Connection connection) {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            // The statement has ended by itself.
        }
    }
}
