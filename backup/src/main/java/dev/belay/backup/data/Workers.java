package dev.belay.backup.data;

import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import dev.belay.core.db.Sql;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Does jobs in several sessions at once, the biggest first. The first failure, or an interrupt, stops all of them. */
public final class Workers {
    private static final int PATIENCE_SECONDS = 10;
    private static final int POLL_MILLISECONDS = 100;
    /** So many tables are locked with one message. */
    private static final int TOGETHER = 50;
    /** In bytes: what takes longer is shared out one by one. */
    private static final long SMALL = 1 << 20;

    private final Snapshot snapshot;
    private final CopyListener listener;
    private final Throttle throttle;
    private final Queue<Job> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<Job> forTheFirst = new ConcurrentLinkedQueue<>();
    private final Collection<Lane> lanes = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private Workers(Snapshot snapshot, CopyListener listener, Throttle throttle) {
        this.snapshot = snapshot;
        this.listener = listener;
        this.throttle = throttle;
    }

    /**
     * Does all of them; with one worker in their order.
     *
     * @throws BelayException of kind BACKUP that names what failed, of kind INTERRUPTED
     */
    public static void run(Snapshot snapshot, int count, List<Job> jobs, CopyListener listener, Throttle throttle) {
        Workers workers = new Workers(snapshot, listener, throttle);
        List<Job> order = new ArrayList<>(jobs);
        if (count > 1) {
            order.sort(Comparator.comparingLong(Job::weight).reversed());
        }
        workers.waiting.addAll(order);
        workers.work(Math.max(1, Math.min(count, jobs.size())));
        workers.finish();
    }

    private void work(int count) {
        CountDownLatch done = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            boolean first = i == 0;
            Thread thread = new Thread(() -> {
                try {
                    lead(first, count);
                } catch (Throwable e) {
                    fail(e);
                } finally {
                    done.countDown();
                }
            });
            thread.setName("belay-copy-" + (i + 1));
            thread.setDaemon(true);
            thread.start();
        }
        await(done);
        throwFailure();
    }

    /** One session's work. */
    private void lead(boolean first, int count) throws SQLException, IOException {
        Lane lane = first ? snapshot.first() : snapshot.join();
        try {
            lanes.add(lane);
            for (List<Job> jobs = portion(count); !jobs.isEmpty(); jobs = portion(count)) {
                run(jobs, lane);
            }
        } finally {
            lanes.remove(lane);
            if (!first) {
                lane.close();
            }
        }
    }

    /** What a session does next: a big table, or some small ones, as long as there are enough for all. */
    private List<Job> portion(int count) {
        List<Job> jobs = new ArrayList<>();
        Job first = next();
        if (first != null) {
            jobs.add(first);
            int fair = count == 1 || first.weight() <= SMALL ? waiting.size() / (2 * count) : 0;
            for (Job job = next(jobs, fair); job != null; job = next(jobs, fair)) {
                jobs.add(job);
            }
        }
        return jobs;
    }

    private @Nullable Job next(List<Job> jobs, int most) {
        return jobs.size() < Math.min(most, TOGETHER) ? next() : null;
    }

    private void run(List<Job> jobs, Lane lane) throws SQLException, IOException {
        List<Relation> tables =
                jobs.stream().flatMap(job -> job.table().stream()).distinct().toList();
        if (tables.size() > 1) {
            lane.hold(tables);
        }
        for (Job job : jobs) {
            if (failure.get() != null) {
                return;
            }
            if (!run(job, lane)) {
                forTheFirst.add(job);
            }
        }
    }

    private @Nullable Job next() {
        return failure.get() == null ? waiting.poll() : null;
    }

    private boolean run(Job job, Lane lane) throws IOException {
        try {
            return job.run(lane, new Pace(listener, throttle, () -> failure.get() != null));
        } catch (SQLException e) {
            throw CopyFailure.of(job, e);
        }
    }

    /** What others wait to alter is read by the session that keeps them from it. */
    private void finish() {
        if (forTheFirst.isEmpty()) {
            return;
        }
        waiting.addAll(forTheFirst);
        forTheFirst.clear();
        work(1);
        Job refused = forTheFirst.peek();
        if (refused != null) {
            throw new BelayException(
                    Kind.LOCKED,
                    "somebody is altering " + refused.label() + ", which was made while the backup began",
                    "try again when nobody alters it");
        }
    }

    private void fail(Throwable e) {
        if (failure.compareAndSet(null, e)) {
            cancel(e);
        }
    }

    private void cancel(Throwable why) {
        for (Lane lane : lanes) {
            Sql.attempt(lane::cancel, why);
        }
    }

    private void await(CountDownLatch done) {
        try {
            while (failure.get() == null && !done.await(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                // A failure is not waited for: the others may hang.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(new BelayException(
                    Kind.INTERRUPTED, "interrupted while copying rows", "nothing of this backup was kept", e));
        }
        Throwable why = failure.get();
        if (why != null) {
            leave(done, why);
        }
    }

    /** A server that does not answer is left behind. */
    private void leave(CountDownLatch done, Throwable why) {
        boolean interrupted = Thread.interrupted();
        try {
            boolean finished = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!finished) {
                for (Lane lane : lanes) {
                    Sql.attempt(lane::abort, why);
                }
                finished = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            if (!finished) {
                why.addSuppressed(new IllegalStateException("a worker does not end"));
            }
        } catch (InterruptedException again) {
            why.addSuppressed(again);
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void throwFailure() {
        Throwable e = failure.get();
        if (e instanceof RuntimeException known) {
            throw known;
        }
        if (e instanceof Error error) {
            throw error;
        }
        if (e instanceof SQLException refused) {
            throw CopyFailure.of(refused);
        }
        if (e != null) {
            IOException trouble = e instanceof IOException known ? known : new IOException(e.getMessage(), e);
            throw new BelayException(
                    Kind.BACKUP,
                    FileTrouble.sentence("the archive cannot be written", trouble),
                    FileTrouble.hint(trouble),
                    e);
        }
    }
}
