package dev.belay.core.doctor;

/**
 * What one step of the examination found.
 *
 * @param name stable, one or two words
 * @param seen what was found, or what is wrong
 * @param hint the way out; empty when nothing is to be done
 */
public record Step(String name, State state, String seen, String hint) {
    /** How a step ended. */
    public enum State {
        OK,
        /** It works, but somebody should know. */
        WARN,
        FAILED,
        /** Not tried, because a step that it needs failed. */
        SKIPPED
    }

    static Step ok(String name, String seen) {
        return new Step(name, State.OK, seen, "");
    }

    static Step warn(String name, String seen, String hint) {
        return new Step(name, State.WARN, seen, hint);
    }

    static Step failed(String name, String seen, String hint) {
        return new Step(name, State.FAILED, seen, hint);
    }

    static Step skipped(String name, String because) {
        return new Step(name, State.SKIPPED, "needs: " + because, "");
    }
}
