package dev.belay.backup.data;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Keeps all workers together below a number of bytes a second. */
public final class Throttle {
    private static final long SECOND = 1_000_000_000L;
    /** So much may be caught up on after a pause. */
    private static final long BURST = SECOND / 4;

    /** A slow rate makes long waits, and whoever stops a backup does not wait for them. */
    private static final long POLL = SECOND / 10;

    private final long bytesPerSecond;
    private long free = System.nanoTime();

    private Throttle(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    public static Throttle none() {
        return new Throttle(Long.MAX_VALUE);
    }

    public static Throttle to(long bytesPerSecond) {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("a rate of " + bytesPerSecond + " bytes a second");
        }
        return new Throttle(bytesPerSecond);
    }

    /**
     * Waits until these bytes are within the rate; less when the thread is interrupted, which stays so.
     *
     * @param stopped asked now and then; when it says so nobody waits any more
     */
    void take(long bytes, BooleanSupplier stopped) {
        if (bytesPerSecond == Long.MAX_VALUE) {
            return;
        }
        long until = reserve(bytes);
        for (long left = until - System.nanoTime();
                left > 0 && !stopped.getAsBoolean() && !Thread.currentThread().isInterrupted();
                left = until - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, POLL));
        }
    }

    private synchronized long reserve(long bytes) {
        free = Math.max(free, System.nanoTime() - BURST) + (long) ((double) bytes / bytesPerSecond * SECOND);
        return free;
    }
}
