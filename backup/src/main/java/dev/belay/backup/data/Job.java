package dev.belay.backup.data;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** A piece of work that one worker does at a time. */
public interface Job {
    /** As messages name it. */
    String label();

    /** How long it will take, compared to others: bytes. */
    long weight();

    /** The table that has to be locked for it, which may be done beforehand. */
    default Optional<Relation> table() {
        return Optional.empty();
    }

    /**
     * Does it.
     *
     * @return false where another session waits to alter the table, so that only the session which holds its lock can read it
     */
    boolean run(Lane lane, Pace pace) throws SQLException, IOException;
}
