package dev.belay.core.apply;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting in tests: for a moment, or for something to become true. */
final class Pause {
    private Pause() {}

    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Fails when it has not come true in half a minute. */
    static void until(String what, BooleanSupplier truth) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!truth.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("this never came true: " + what);
            }
            millis(10);
        }
    }
}
