package dev.belay.core.apply;

import dev.belay.core.migration.Version;
import dev.belay.core.script.Script;
import dev.belay.core.script.Statement;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Looks at each statement of a run from close by: it stands around the execution, on the session that executes, inside the
 * transaction where there is one. Time, locks and counters are measured here.
 */
@FunctionalInterface
public interface Probe {
    /** Looks at nothing. */
    Probe NONE = (sent, session, execution) -> execution.run();

    /**
     * Runs the execution, exactly once, and returns what it returns. What it throws must come out.
     *
     * @param session the connection that executes; whatever is asked on it must leave no trace in its state
     */
    long around(Sent sent, Connection session, Execution execution) throws SQLException;

    /** One statement on its way to the server. {@code of} is how many the script has. */
    record Sent(Version version, Script script, Statement statement, int of) {}

    /** What sends it, and says how many rows the server counted, or -1. */
    @FunctionalInterface
    interface Execution {
        long run() throws SQLException;
    }
}
