package dev.belay.core.apply;

/** How a migration stands in a database. The lower-case name is what JSON says. */
public enum State {
    APPLIED,
    PENDING,
    /** Applied, and the file is not the one that was applied. */
    CHANGED,
    /** Applied, and there is no such file. */
    MISSING,
    /** Begun, not finished, and the journal knows how far it came. */
    PARTIAL,
    /** The last attempt failed. Nothing of it is left, or only the convention's own tool knows how much. */
    FAILED,
    ROLLED_BACK,
    /** Declared to have been there before the history began. */
    BASELINE,
    /** Repeatable, and the file has changed since it last ran. */
    OUTDATED,
    /** The file cannot be read or understood: nothing is known of it but its name, whatever the history says. */
    UNREADABLE;

    /** Whether {@code up} has something to do here. */
    public boolean wantsUp() {
        return this == PENDING || this == ROLLED_BACK || this == OUTDATED || this == PARTIAL || this == FAILED;
    }

    /** Whether the history says that it is in the database. */
    public boolean inDatabase() {
        return this == APPLIED || this == CHANGED || this == MISSING;
    }
}
