package dev.belay.core.apply;

import java.sql.SQLException;

/** A data migration that compiles. It may be run more than once: after a lock timeout, or to go on after a crash. */
public interface DataProgram {
    /** Whether it commits in portions; otherwise all that it does is one transaction. */
    boolean portioned();

    /**
     * Runs it on this thread, to its end or its first exception.
     *
     * @throws ProgramException for what the server refused
     * @throws dev.belay.core.BelayException of kind MIGRATION for any other exception, with the line of the file
     */
    void run(DataWork work) throws SQLException;
}
