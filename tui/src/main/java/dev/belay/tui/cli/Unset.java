package dev.belay.tui.cli;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;

/** An empty word is what a script gives whose variable is not set, and never what somebody means. */
final class Unset {
    private Unset() {}

    /**
     * Refuses it.
     *
     * @param what it stands for
     * @throws BelayException of kind USAGE
     */
    static void refuse(String what, String word) {
        if (word.isBlank()) {
            throw new BelayException(Kind.USAGE, what + " is empty", "is a variable of a script not set?");
        }
    }
}
