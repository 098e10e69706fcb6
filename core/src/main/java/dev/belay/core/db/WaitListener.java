package dev.belay.core.db;

import java.time.Duration;
import java.util.Optional;

/** Hears, between two tries, who holds the lock; and may say that nobody wants it any more. */
@FunctionalInterface
public interface WaitListener {
    /** Says nothing and waits on. */
    WaitListener SILENT = (holder, waited) -> {};

    /** The lock is not free yet; {@code holder} is empty when it has just become so. */
    void waiting(Optional<LockHolder> holder, Duration waited);

    /** Asked at least every 100 ms. */
    default boolean cancelled() {
        return false;
    }
}
