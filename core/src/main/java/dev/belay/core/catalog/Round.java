package dev.belay.core.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One reading of many queries in one snapshot: who is free takes the next. */
final class Round {
    private final UnaryOperator<String> texts;
    private final Deque<List<String>> waiting;
    private int missing;
    private final Map<String, List<Row>> done = new HashMap<>();
    private String snapshot = "";
    private @Nullable Exception failure;
    private boolean over;

    /**
     * @param queries by their names; what is in one list is read by one session
     * @param texts what is sent for a name
     */
    Round(List<List<String>> queries, UnaryOperator<String> texts) {
        this.waiting = new ArrayDeque<>(queries);
        this.missing = queries.size();
        this.texts = texts;
    }

    /** Lets others in: the snapshot as a literal. */
    void share(String literal) {
        snapshot = literal;
    }

    String snapshot() {
        return snapshot;
    }

    /** Works until everything is read, by whomever. */
    Map<String, List<Row>> finish(Connection connection) throws SQLException, InterruptedException {
        for (List<String> queries = next(true); queries != null; queries = next(true)) {
            done(rows(connection, queries));
        }
        return result();
    }

    /** Works as long as there is something that nobody has begun. Tells whether there was anything. */
    boolean help(Connection connection) throws SQLException, InterruptedException {
        boolean helped = false;
        for (List<String> queries = next(false); queries != null; queries = next(false)) {
            Map<String, List<Row>> rows;
            try {
                rows = rows(connection, queries);
            } catch (SQLException e) {
                if (isLost(e)) {
                    giveBack(queries);
                    throw e;
                }
                fail(e);
                return helped;
            } catch (RuntimeException | Error e) {
                giveBack(queries);
                throw e;
            }
            done(rows);
            helped = true;
        }
        return helped;
    }

    private Map<String, List<Row>> rows(Connection connection, List<String> queries) throws SQLException {
        Map<String, List<Row>> rows = new HashMap<>();
        for (String query : queries) {
            rows.put(query, CatalogReader.rows(connection, query, texts.apply(query)));
        }
        return rows;
    }

    /** Whether only this session is at fault: its server process has been ended, or its line is broken. */
    private static boolean isLost(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    /** Nobody takes anything any more. */
    synchronized void end() {
        over = true;
        notifyAll();
    }

    /** Whether it is still worth joining. */
    synchronized boolean isOpen() {
        return !over && !waiting.isEmpty();
    }

    private synchronized @Nullable List<String> next(boolean wait) throws InterruptedException {
        while (wait && waiting.isEmpty() && failure == null && missing > 0) {
            wait();
        }
        return over || failure != null ? null : waiting.poll();
    }

    private synchronized void done(Map<String, List<Row>> rows) {
        done.putAll(rows);
        missing--;
        notifyAll();
    }

    private synchronized void giveBack(List<String> queries) {
        waiting.push(queries);
        notifyAll();
    }

    private synchronized void fail(Exception e) {
        failure = failure == null ? e : failure;
        notifyAll();
    }

    private synchronized Map<String, List<Row>> result() throws SQLException {
        if (failure instanceof SQLException sql) {
            throw sql;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        return done;
    }
}
