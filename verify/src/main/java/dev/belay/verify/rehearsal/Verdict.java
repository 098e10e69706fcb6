package dev.belay.verify.rehearsal;

/** What is known of a way down. */
public enum Verdict {
    /** It leads back to exactly what was there before. */
    PROVEN,
    /** It runs, and something differs from what was there before. */
    WRONG,
    /** The server refuses it. */
    FAILED,
    /** There is none. */
    MISSING,
    /** Something stood before it. */
    UNTRIED,
    /** It was not asked for, or its kind has none. */
    NONE;

    /** Whether nothing is to be said against it. */
    public boolean good() {
        return this == PROVEN || this == NONE;
    }
}
