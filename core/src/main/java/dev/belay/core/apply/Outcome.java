package dev.belay.core.apply;

/** How one step ended. The lower-case name is what JSON says. */
public enum Outcome {
    APPLIED,
    REVERTED,
    /** Applied or reverted, and an earlier run had done a part of it. */
    RESUMED,
    /** Somebody else had done it before we held the lock. */
    SKIPPED,
    FAILED,
    /** Stopped by a signal or by the user. */
    INTERRUPTED;

    public boolean good() {
        return this == APPLIED || this == REVERTED || this == RESUMED || this == SKIPPED;
    }
}
