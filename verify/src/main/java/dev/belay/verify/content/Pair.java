package dev.belay.verify.content;

import dev.belay.core.db.Database;
import dev.belay.core.db.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Both sides, which work at the same time: each waits for its own server on a thread of its own. Whoever waits for them may
 * be interrupted: then both servers are asked to cancel.
 */
final class Pair implements AutoCloseable {
    /** How often a server is asked: what it is asked between two statements it does not hear. */
    private static final long AGAIN_MS = 200;

    private static final int TIMES = 25;

    private final ExecutorService helpers = Executors.newFixedThreadPool(2, work -> {
        Thread thread = new Thread(work, "belay compare");
        thread.setDaemon(true);
        return thread;
    });
    private final Side left;
    private final Side right;

    Pair(Database a, Database b) throws SQLException {
        Future<Side> one = helpers.submit(() -> Side.open(a));
        Future<Side> other = helpers.submit(() -> Side.open(b));
        try {
            left = get(one);
            right = get(other);
        } catch (SQLException | RuntimeException e) {
            // One may be open, or come too late; a server that does not answer is not waited for.
            helpers.execute(() -> close(one));
            helpers.execute(() -> close(other));
            helpers.shutdown();
            throw e;
        }
    }

    private static void close(Future<Side> side) {
        try {
            side.get().close();
        } catch (ExecutionException | InterruptedException | SQLException ignored) {
            // It was never open, or nobody has ever heard of it.
        }
    }

    /** Something that is asked of either side. */
    @FunctionalInterface
    interface Question<T> {
        T of(Side side) throws SQLException;
    }

    Side left() {
        return left;
    }

    Side right() {
        return right;
    }

    /** The answer of the left one, then that of the right one. */
    <T> List<T> both(Question<T> question) throws SQLException {
        Callable<T> here = () -> question.of(left);
        Callable<T> there = () -> question.of(right);
        Future<T> one = helpers.submit(here);
        Future<T> other = helpers.submit(there);
        try {
            return List.of(get(one), get(other));
        } catch (SQLException | RuntimeException e) {
            end(one, left);
            end(other, right);
            throw e;
        }
    }

    private static void end(Future<?> work, Side side) {
        boolean interrupted = Thread.interrupted();
        for (int i = 0; i < TIMES && !work.isDone(); i++) {
            side.cancel();
            try {
                work.get(AGAIN_MS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException ignored) {
                // Why it ended is known: somebody wanted it.
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T get(Future<T> answer) throws SQLException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", "57014", e);
        }
    }

    @Override
    public void close() throws SQLException {
        helpers.shutdownNow();
        try {
            left.close();
        } catch (SQLException e) {
            Sql.attempt(right::close, e);
            throw e;
        }
        right.close();
    }
}
