package dev.belay.backup.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Puts finished files on the disk while others are still being written, so that the end need not wait for all of them. */
final class Forcing implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final Queue<Future<?>> begun = new ConcurrentLinkedQueue<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread daemon = new Thread(task, "belay-force");
        daemon.setDaemon(true);
        return daemon;
    });

    /** Returns at once. */
    void begin(Path file) {
        begun.add(thread.submit(() -> {
            OwnerOnly.force(file);
            return null;
        }));
    }

    /**
     * Waits for all that was begun.
     *
     * @throws IOException why one of them may not be on the disk
     */
    void await() throws IOException {
        for (Future<?> one = begun.poll(); one != null; one = begun.poll()) {
            try {
                one.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while files were put on the disk");
            } catch (ExecutionException e) {
                throw new IOException("cannot put a file on the disk: " + e.getCause(), e.getCause());
            }
        }
    }

    /** Begins nothing more, and waits a while for what is under way: an open file is in the way of whoever deletes it. */
    @Override
    public void close() {
        begun.forEach(one -> one.cancel(false));
        thread.shutdown();
        try {
            thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
