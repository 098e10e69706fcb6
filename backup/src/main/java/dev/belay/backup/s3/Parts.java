package dev.belay.backup.s3;

import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Sends parts of all files of a draft, and keeps so few of them in memory that it is bounded whoever writes. */
final class Parts implements AutoCloseable {
    /** At once, of the first size: more than that no connection needs to be filled. */
    private static final int IN_FLIGHT = 4;

    private static final int UNIT = 1 << 20;

    /** So long whoever is on the way may go on, in seconds. */
    private static final int GRACE = 10;

    private static final int LONGEST_WAIT = 120;

    private final int budget;
    private final Semaphore free;
    private volatile boolean closed;
    private final ExecutorService threads = Executors.newFixedThreadPool(IN_FLIGHT, task -> {
        Thread thread = new Thread(task, "belay-s3-upload");
        thread.setDaemon(true);
        return thread;
    });

    Parts(int partSize) {
        this.budget = IN_FLIGHT * Math.max(1, partSize / UNIT);
        this.free = new Semaphore(budget);
    }

    /** Sends something of this size later, and waits until there is room for it. */
    <T> Future<T> send(int size, Callable<T> part) throws InterruptedIOException {
        int permits = Math.min(budget, Math.max(1, size / UNIT));
        try {
            free.acquire(permits);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it waited for an upload");
        }
        return threads.submit(() -> {
            try {
                if (closed) {
                    throw new CancellationException();
                }
                return part.call();
            } finally {
                free.release(permits);
            }
        });
    }

    /**
     * Waits for those on their way: one that arrived after its upload was aborted would stay. Who is interrupted only knows
     * that it does not hear the answer any more; the service may have all of the part, and keep it.
     */
    @Override
    public void close() {
        closed = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(GRACE, TimeUnit.SECONDS)) {
                threads.shutdownNow();
                if (!threads.awaitTermination(LONGEST_WAIT, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("an upload does not end");
                }
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
