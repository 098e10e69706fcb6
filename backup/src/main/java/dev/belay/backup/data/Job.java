package dev.belay.backup.data;

import java.io.IOException;
import java.sql.SQLException;

/** A piece of work that one worker does at a time. */
public interface Job {
    /** As messages name it. */
    String label();

    /** How long it will take, compared to others: bytes. */
    long weight();

    /**
     * Does it.
     *
     * @return false where another session waits to alter the table, so that only the session which holds its lock can read it
     */
    boolean run(Lane lane, Pace pace) throws SQLException, IOException;
}
