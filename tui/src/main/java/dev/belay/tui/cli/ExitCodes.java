package dev.belay.tui.cli;

/** The lines about exit codes in the help of the verbs. */
final class ExitCodes {
    static final String OK = "0:done";
    static final String USAGE = "2:the command line or the configuration is wrong, or nobody confirmed";
    static final String CONNECTION = "3:the server cannot be reached";
    static final String LOCKED = "4:another run or session holds a lock";
    static final String ALTERED = "4:somebody holds a table locked, or alters the schema while it is read";
    static final String DAMAGED = "8:the snapshot file was cut off or changed by hand";
    static final String MIGRATION = "5:a migration or script failed, or the plan is refused";
    static final String SPEC = "6:what was restored is not what the spec says";
    static final String BACKUP = "7:a backup or restore failed";
    static final String INTEGRITY = "8:a byte of an archive, or what a drill restored, is not what it should be";
    static final String INTERRUPTED = "130:stopped by Ctrl-C; 143 by SIGTERM, 129 by SIGHUP";

    private ExitCodes() {}
}
