package dev.belay.core.apply;

import dev.belay.core.Kind;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The way to stop a run from another thread: a signal handler or a screen. The running statement is cancelled on the
 * server, its transaction rolled back, and the end written to the journal.
 */
public final class Cancellation {
    private final List<Runnable> actions = new CopyOnWriteArrayList<>();
    private final AtomicInteger readers = new AtomicInteger();
    private @Nullable Kind reason;

    /** Asks the run to stop. Only the first reason counts; it becomes the exit code. */
    public void cancel(Kind why) {
        synchronized (this) {
            reason = reason == null ? why : reason;
        }
        actions.forEach(Runnable::run);
    }

    public synchronized boolean requested() {
        return reason != null;
    }

    /** Why the run was asked to stop. */
    public synchronized Kind reason() {
        return reason == null ? Kind.INTERRUPTED : reason;
    }

    /** What to do at once when somebody cancels, or has cancelled already, until the answer is closed. */
    public Busy whileBusy(Runnable now) {
        Busy busy = onCancel(now);
        if (requested()) {
            now.run();
        }
        return busy;
    }

    /**
     * The same for what changes nothing and ends at once: nobody has to be told that it is being stopped, because it says
     * itself that it was.
     */
    public Busy whileReading(Runnable now) {
        readers.incrementAndGet();
        Busy busy = whileBusy(now);
        return () -> {
            busy.close();
            readers.decrementAndGet();
        };
    }

    /** Whether all that is going on ends at once. */
    public boolean endsAtOnce() {
        return readers.get() > 0;
    }

    /** What to do at once when somebody cancels, until the answer is closed: set by whoever is busy. */
    public Busy onCancel(Runnable now) {
        actions.add(now);
        return () -> actions.remove(now);
    }

    /** Something is going on that can be stopped. */
    @FunctionalInterface
    public interface Busy extends AutoCloseable {
        @Override
        void close();
    }
}
