package dev.belay.core.apply;

import dev.belay.core.activity.Activity;
import dev.belay.core.activity.Blocker;
import dev.belay.core.migration.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks after a statement that takes its time, from a thread and a connection of its own: who blocks it, what it has to
 * say, and whether somebody wants it to stop. Quick statements never get to meet it.
 */
final class Watch implements AutoCloseable {
    private static final Duration FIRST_LOOK = Duration.ofMillis(300);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Session session;
    private final RunListener listener;
    private final Cancellation cancellation;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread made = new Thread(task, "belay-watch");
        made.setDaemon(true);
        return made;
    });
    private @Nullable Connection second;

    Watch(Session session, RunListener listener, Cancellation cancellation) {
        this.session = session;
        this.listener = listener;
        this.cancellation = cancellation;
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Watches a COPY, which has no statement that could say something. */
    Watching over(Version version) {
        return watch(version, null);
    }

    /** Watches until the answer is closed. */
    Watching over(Version version, java.sql.Statement statement) {
        return watch(version, statement);
    }

    private Watching watch(Version version, java.sql.@Nullable Statement statement) {
        Watching watching = new Watching(version, statement);
        watching.task = thread.scheduleWithFixedDelay(
                watching::look, FIRST_LOOK.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return watching;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (thread.awaitTermination(2, TimeUnit.SECONDS) && second != null) {
                second.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            // Nothing is lost with a connection that only looked.
        }
    }

    /** One statement being watched. */
    final class Watching implements AutoCloseable {
        private final Version version;
        private final java.sql.@Nullable Statement statement;
        private final long start = System.nanoTime();
        private List<Blocker> lastTree = List.of();
        private @Nullable SQLWarning lastNotice;
        private @Nullable ScheduledFuture<?> task;

        private Watching(Version version, java.sql.@Nullable Statement statement) {
            this.version = version;
            this.statement = statement;
        }

        /** Whoever closes this does not wait for the answer of a server, which may never come. */
        private void look() {
            try {
                synchronized (this) {
                    notices();
                }
                if (cancellation.requested()) {
                    session.cancelStatement();
                    return;
                }
                List<Blocker> tree =
                        Activity.blockers(second(), session.backend().pid());
                if (!pids(tree).equals(pids(lastTree))) {
                    listener.on(new RunEvent.Blocked(
                            version,
                            Duration.ofNanos(System.nanoTime() - start),
                            BlockerLines.of(tree, Instant.now())));
                }
                lastTree = tree;
            } catch (SQLException | RuntimeException e) {
                forgetSecond();
            }
        }

        /** Passes on what the server has said since the last look. */
        private void notices() throws SQLException {
            if (statement == null) {
                return;
            }
            SQLWarning next = lastNotice == null ? statement.getWarnings() : lastNotice.getNextWarning();
            while (next != null) {
                listener.on(Notices.event(next));
                lastNotice = next;
                next = next.getNextWarning();
            }
        }

        /** Times and queries change from look to look; who it is does not. */
        private static List<Integer> pids(List<Blocker> tree) {
            return tree.stream()
                    .flatMap(blocker ->
                            Stream.concat(Stream.of(blocker.session().pid()), pids(blocker.blockedBy()).stream()))
                    .toList();
        }

        @Override
        public void close() throws SQLException {
            if (task != null) {
                task.cancel(false);
            }
            synchronized (this) {
                notices();
            }
        }
    }

    private Connection second() throws SQLException {
        if (second == null || second.isClosed()) {
            second = session.database().forReading().connect();
        }
        return second;
    }

    /** Whatever is wrong with it, the next look begins with a new one. */
    private void forgetSecond() {
        Connection old = second;
        second = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                // It is broken: that is why it goes.
            }
        }
    }
}
