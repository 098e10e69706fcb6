package dev.belay.verify.content;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Both sides, which work at the same time: each waits for its own server. */
record Pair(Side left, Side right, ExecutorService helper) implements AutoCloseable {
    Pair(Side left, Side right) {
        this(left, right, Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "belay compare");
            thread.setDaemon(true);
            return thread;
        }));
    }

    /** Something that is asked of either side. */
    @FunctionalInterface
    interface Question<T> {
        T of(Side side) throws SQLException;
    }

    /** The answer of the left one, then that of the right one. */
    <T> List<T> both(Question<T> question) throws SQLException {
        Future<T> answer = helper.submit(() -> question.of(right));
        T first;
        try {
            first = question.of(left);
        } catch (SQLException | RuntimeException e) {
            right.cancel();
            throw e;
        }
        return List.of(first, get(answer));
    }

    private static <T> T get(Future<T> answer) throws SQLException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", "57014", e);
        }
    }

    @Override
    public void close() {
        helper.shutdownNow();
    }
}
