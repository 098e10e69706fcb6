package dev.belay.core.catalog;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Something that is made of what was read while the server is still asked other things. */
final class Making<T> {
    private final FutureTask<T> task;

    private Making(FutureTask<T> task) {
        this.task = task;
    }

    static <T> Making<T> start(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        // None of the common pool's: who waits there for others does a part of their work, who waits for a server does
        // not.
        Thread thread = new Thread(task, "belay-maker");
        thread.setDaemon(true);
        thread.start();
        return new Making<>(task);
    }

    /** Waits for it. What it has thrown, this throws. */
    T result() {
        return result(task);
    }

    /** The same of any task. */
    static <T> T result(FutureTask<T> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BelayException(Kind.INTERRUPTED, "interrupted while reading the schema", "", e);
        }
    }
}
