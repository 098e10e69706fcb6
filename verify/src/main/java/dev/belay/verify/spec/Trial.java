package dev.belay.verify.spec;

import java.util.List;

/**
 * Statements that change something, and are therefore only run where that harms nobody: in a copy of the schema without
 * rows, in a transaction that is rolled back.
 *
 * @param before what has to be there first
 * @param statement the one whose answer, rows or error, is judged
 */
record Trial(List<String> before, String statement) {
    Trial {
        before = List.copyOf(before);
    }

    /** The same trial is made once. */
    String key() {
        return "trial: " + before + " " + statement;
    }
}
