package dev.belay.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what must come, however busy the machine is, and no longer than it takes. */
public final class Patience {
    private static final Duration ENOUGH = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private Patience() {}

    /**
     * Returns when it has come.
     *
     * @param what comes, for the error when it does not
     */
    public static void until(String what, BooleanSupplier come) {
        long end = System.nanoTime() + ENOUGH.toNanos();
        while (!come.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("for a minute in vain was waited until " + what);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
