package dev.belay.core.db;

import java.time.Duration;
import java.util.List;

/**
 * How long to wait for whom.
 *
 * @param patience how long a run waits for another run's lock
 * @param lockTimeouts the {@code lock_timeout} of each attempt at a transaction; the last one repeats
 * @param retries how often a transaction is tried again after a lock timeout or a deadlock
 */
public record LockPolicy(Duration patience, List<Duration> lockTimeouts, int retries) {
    public static final LockPolicy DEFAULT = new LockPolicy(
            Duration.ofSeconds(60),
            List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5)),
            10);

    public LockPolicy {
        lockTimeouts = List.copyOf(lockTimeouts);
        if (lockTimeouts.isEmpty()) {
            throw new IllegalArgumentException("lock_timeout needs at least one value");
        }
        if (retries < 0 || patience.isNegative()) {
            throw new IllegalArgumentException("lock wait and retries cannot be negative");
        }
    }

    /** The {@code lock_timeout} of an attempt, counted from 0. */
    public Duration lockTimeout(int attempt) {
        return lockTimeouts.get(Math.min(attempt, lockTimeouts.size() - 1));
    }
}
