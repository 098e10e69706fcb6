package dev.belay.tui.shell;

/** A script that wants to end now. No exception, so that a script's own handlers do not take it for one. */
final class Exit extends Error {
    private final int code;

    Exit(int code) {
        super("exit(" + code + ")", null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }
}
