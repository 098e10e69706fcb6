package dev.belay.core.apply;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Work that is begun, on a thread of its own, before anybody waits for it. */
final class Ahead<T> {
    private final FutureTask<T> task;

    private Ahead(FutureTask<T> task) {
        this.task = task;
    }

    static <T> Ahead<T> begin(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = new Thread(task, "belay-ahead");
        // Whoever does not come for the result does not have to wait for it either.
        thread.setDaemon(true);
        thread.start();
        return new Ahead<>(task);
    }

    /** The result; what the work has thrown is thrown here. */
    T result() {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            if (e.getCause() instanceof Error thrown) {
                throw thrown;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BelayException(Kind.INTERRUPTED, "interrupted while reading the migrations", "", e);
        }
    }
}
