package dev.belay.tui.screen;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Where all work is done that may take time. What comes of it goes back to the thread of the screen. */
public final class Background implements AutoCloseable {
    private final Consumer<Runnable> screen;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "background");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger working = new AtomicInteger();

    /** {@code screen} runs something on the thread of the screen, soon. */
    public Background(Consumer<Runnable> screen) {
        this.screen = screen;
    }

    /** Does something and tells what came of it, or what went wrong. */
    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
        working.incrementAndGet();
        try {
            threads.execute(() -> {
                try {
                    T result = work.call();
                    screen.accept(() -> done.accept(result));
                } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
                    screen.accept(() -> failed.accept(e));
                } finally {
                    working.decrementAndGet();
                }
            });
        } catch (RejectedExecutionException e) {
            working.decrementAndGet();
            // It is closed, and nobody waits for the answer.
        }
    }

    /** Whether something is going on. */
    public boolean working() {
        return working.get() > 0;
    }

    /** Something has happened that somebody may want to see. */
    public void wake() {
        screen.accept(() -> {});
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
