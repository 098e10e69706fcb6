package dev.belay.core.apply;

import dev.belay.core.history.Mark;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** What a data migration works with while it runs: the session of the run, and the only way to commit. */
public interface DataWork {
    /** The session of the run. What would end a transaction or the session is refused there. */
    Connection connection();

    /** A line for whoever watches the run. */
    void log(String line);

    /** How far a part of the program came in an earlier run that broke; empty where it has not begun. */
    Optional<Mark> reached(Part part);

    /**
     * Does a portion of the work in a transaction of its own, which commits together with the mark. After a lock timeout
     * or a deadlock it is done again.
     *
     * @return the mark that was committed; empty when there was nothing left to do
     */
    Optional<Mark> commit(Part part, Portion portion) throws SQLException;

    /** Says how many rows a part has done, and about how many there are; -1 for unknown. */
    void progress(long rows, long estimate);

    /**
     * A part of a program that a later run can find again.
     *
     * @param number its place among the parts, counted from 1
     * @param what which rows in which order, or what it is called: must stay the same while the part is half done
     */
    record Part(int number, String what) {
        /** How far it has come. */
        public Mark mark(String key, long rows) {
            return new Mark(number, Outline.hash(what), key, rows);
        }
    }

    /** A portion. It is handed how far the part has come, and says how far it is then. */
    @FunctionalInterface
    interface Portion {
        Optional<Mark> after(Optional<Mark> reached) throws SQLException;
    }
}
