package dev.belay.core;

/** What sort of thing went wrong. Each kind is one exit code of the command line, and none ever changes its number. */
public enum Kind {
    /** The command did its work and found something: a difference, drift, a failed check. */
    FINDINGS(1),
    /** The command line, the configuration or a script cannot be understood. */
    USAGE(2),
    /** The server cannot be reached, or does not let us in. */
    CONNECTION(3),
    /** Somebody else holds the lock. */
    LOCKED(4),
    /** A migration or script failed. */
    MIGRATION(5),
    /** Verification failed inside another command. */
    VERIFICATION(6),
    /** A backup or restore failed. */
    BACKUP(7),
    /** A byte is not what it should be. */
    INTEGRITY(8),
    /** A mistake in Belay. */
    INTERNAL(70),
    /** Stopped by SIGHUP: the terminal or the connection to it is gone. */
    HUNG_UP(129),
    /** Stopped by SIGINT. */
    INTERRUPTED(130),
    /** Stopped by SIGTERM. */
    TERMINATED(143);

    private final int exitCode;

    Kind(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
