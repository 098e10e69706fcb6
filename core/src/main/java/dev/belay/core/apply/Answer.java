package dev.belay.core.apply;

import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import dev.belay.core.script.Statement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** Runs one statement and passes on what the server answers: rows in portions, notices, the count. */
final class Answer {
    private static final int ROWS_AT_ONCE = 1000;
    private static final String CURSOR = "DECLARE belay_rows NO SCROLL CURSOR FOR ";

    private static final String QUERY_CANCELED = "57014";

    private static final Set<String> QUERIES = Set.of("SELECT", "VALUES", "TABLE", "WITH");

    /** SELECT INTO, for one, is no query, and the server says so in the words of its grammar; nor is a WITH that writes. */
    private static final Set<String> NO_CURSOR = Set.of("42P11", "42601", "0A000");

    private final Connection connection;
    private final Statement statement;
    private final ResultListener listener;
    private final Cancellation cancellation;
    /** Characters that were sent before the statement. */
    private int before;

    Answer(Connection connection, Statement statement, ResultListener listener, Cancellation cancellation) {
        this.connection = connection;
        this.statement = statement;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /** {@code inside} a transaction that is there already; or else each query has one of its own. */
    void pass(boolean inside) throws SQLException {
        Frame frame = inside ? Frame.SAVEPOINT : Frame.TRANSACTION;
        if (!queries(statement) || state() != frame.around || !portions(frame)) {
            whole();
        }
    }

    /** Where in the statement an error is, whatever was put in front of it; 0 when it is nowhere. */
    int position(SqlError error) {
        return Math.max(0, error.position() - before);
    }

    private static boolean queries(Statement statement) {
        return QUERIES.contains(statement.traits().verb());
    }

    /** What a cursor lives in. */
    private enum Frame {
        TRANSACTION(TransactionState.IDLE, "BEGIN", "ROLLBACK", "COMMIT"),
        SAVEPOINT(
                TransactionState.OPEN,
                "SAVEPOINT belay_rows",
                "ROLLBACK TO SAVEPOINT belay_rows; RELEASE SAVEPOINT belay_rows",
                "CLOSE belay_rows; RELEASE SAVEPOINT belay_rows");

        private final TransactionState around;
        private final String begin;
        private final String undo;
        private final String end;

        Frame(TransactionState around, String begin, String undo, String end) {
            this.around = around;
            this.begin = begin;
            this.undo = undo;
            this.end = end;
        }
    }

    private void whole() throws SQLException {
        try (java.sql.Statement jdbc = connection.createStatement()) {
            jdbc.setEscapeProcessing(false);
            if (jdbc.execute(statement.sql())) {
                ResultSet rows = jdbc.getResultSet();
                List<ResultListener.Column> columns = ResultListener.Column.of(rows.getMetaData());
                listener.columns(statement, columns);
                listener.done(statement, rows(rows, columns.size()));
            } else {
                listener.done(statement, jdbc.getLargeUpdateCount());
            }
            notices(jdbc);
        }
    }

    /** Through a cursor, so that a large result never lies in memory whole. False when it cannot have one. */
    private boolean portions(Frame frame) throws SQLException {
        try (java.sql.Statement jdbc = connection.createStatement()) {
            jdbc.setEscapeProcessing(false);
            jdbc.execute(frame.begin);
            try {
                before = CURSOR.length();
                jdbc.execute(CURSOR + statement.sql());
                notices(jdbc);
            } catch (SQLException e) {
                jdbc.execute(frame.undo);
                if (NO_CURSOR.contains(Objects.requireNonNullElse(e.getSQLState(), ""))) {
                    before = 0;
                    return false;
                }
                throw e;
            }
            listener.done(statement, fetch(jdbc));
            jdbc.execute(frame.end);
            return true;
        } catch (SQLException e) {
            Sql.attempt(this::rollback, e);
            throw e;
        }
    }

    private long fetch(java.sql.Statement jdbc) throws SQLException {
        long count = 0;
        List<ResultListener.Column> columns = List.of();
        while (true) {
            try (ResultSet rows = jdbc.executeQuery("FETCH " + ROWS_AT_ONCE + " FROM belay_rows")) {
                if (count == 0) {
                    columns = ResultListener.Column.of(rows.getMetaData());
                    listener.columns(statement, columns);
                }
                long portion = rows(rows, columns.size());
                count += portion;
                notices(jdbc);
                if (portion < ROWS_AT_ONCE) {
                    return count;
                }
            }
        }
    }

    private void rollback() throws SQLException {
        if (!connection.isClosed() && state() != TransactionState.IDLE) {
            Sql.script(connection, "ROLLBACK");
        }
    }

    private void notices(java.sql.Statement jdbc) throws SQLException {
        for (SQLWarning notice = jdbc.getWarnings(); notice != null; notice = notice.getNextWarning()) {
            RunEvent.Noticed said = Notices.event(notice);
            listener.noticed(said.severity(), said.message());
        }
        jdbc.clearWarnings();
    }

    private long rows(ResultSet rows, int columns) throws SQLException {
        long count = 0;
        while (rows.next()) {
            if (cancellation.requested()) {
                // The server may have sent all of them, and knows of nothing to cancel.
                throw new SQLException("canceling statement due to user request", QUERY_CANCELED);
            }
            List<@Nullable String> values = new ArrayList<>(columns);
            for (int i = 1; i <= columns; i++) {
                values.add(rows.getString(i));
            }
            listener.row(values);
            count++;
        }
        return count;
    }

    private TransactionState state() throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState();
    }
}
