package dev.belay.tui.shell;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Lock timeouts and deadlocks: the transaction is worth another try, whatever exception they come out in. */
final class Contention {
    private static final Set<String> STATES = Set.of("55P03", "40P01");
    /** No program means more; causes may go round in a circle. */
    private static final int DEEPEST = 20;

    private Contention() {}

    /** What the server said, if this exception is there because of a lock that could not be had. */
    static Optional<SQLException> in(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLException said
                    && said.getSQLState() != null
                    && STATES.contains(said.getSQLState())) {
                return Optional.of(said);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
