package dev.belay.verify.spec;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Something that changes something, and is therefore only done where that harms nobody: in a copy of the schema without
 * rows, in a transaction that is rolled back.
 */
interface Trial {
    /** The same trial is made once. */
    String key();

    /** Why it is not done in the database itself. */
    default String why() {
        return "it changes something";
    }

    /** Does it, in a transaction that its caller rolls back. */
    Answer attempt(Connection connection, Observation seen) throws SQLException;
}
