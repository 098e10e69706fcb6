package dev.belay.core.migration;

import dev.belay.core.script.Script;

/**
 * What one direction of a migration runs: its script, with variables filled in.
 *
 * @param script the text, cut into statements
 * @param mode what the file or its convention says about transactions
 */
public record Body(Script script, Mode mode) {
    /** What was said about transactions. */
    public enum Mode {
        /** Nothing: the statements decide. */
        AUTO,
        /** A directive: each statement on its own. */
        NO_TRANSACTION
    }
}
