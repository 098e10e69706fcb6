package dev.belay.core.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The whole JDBC surface the toolkit needs: run a statement, map rows, work in a transaction. */
public final class Sql {
    private Sql() {}

    /** Runs a query and maps every row, in the order of the server. */
    public static <T> List<T> list(
            Connection connection, String query, RowMapper<T> mapper, @Nullable Object... arguments)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, query, arguments);
                ResultSet rows = statement.executeQuery()) {
            List<T> values = new ArrayList<>();
            while (rows.next()) {
                values.add(mapper.map(rows));
            }
            return List.copyOf(values);
        }
    }

    /** The first row of a query, if there is one. */
    public static <T> Optional<T> first(
            Connection connection, String query, RowMapper<T> mapper, @Nullable Object... arguments)
            throws SQLException {
        return list(connection, query, mapper, arguments).stream().findFirst();
    }

    /** A query that always answers with one row. */
    public static <T> T one(Connection connection, String query, RowMapper<T> mapper, @Nullable Object... arguments)
            throws SQLException {
        return first(connection, query, mapper, arguments)
                .orElseThrow(() -> new SQLException("no row came back from: " + query, "02000"));
    }

    /** Runs a command with bind parameters; returns the number of rows it touched. */
    public static int run(Connection connection, String command, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(connection, command, arguments)) {
            statement.execute();
            return Math.max(0, statement.getUpdateCount());
        }
    }

    /** Runs text without bind parameters; question marks in it are left alone. */
    public static void script(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(text);
        }
    }

    /** Commits when {@code work} returns, rolls back when it throws; a failed clean-up is attached, never lost. */
    public static void inTransaction(Connection connection, Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.run();
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            attempt(connection::rollback, e);
            attempt(() -> connection.setAutoCommit(true), e);
            throw e;
        }
        connection.setAutoCommit(true);
    }

    /** Runs a clean-up whose own failure must not hide {@code failure}. */
    public static void attempt(Work cleanup, Throwable failure) {
        try {
            cleanup.run();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Work that may fail as the server sees fit. */
    @FunctionalInterface
    public interface Work {
        void run() throws SQLException;
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            attempt(statement::close, e);
            throw e;
        }
    }
}
