package dev.belay.core.activity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A session as an operator looks at it: with what it waits for, and for whom.
 *
 * @param started when its server process began, as the server prints it: pids come again
 * @param waiting what it waits for, such as {@code Lock: relation} or {@code Client: ClientRead}; empty while it works
 * @param statementSince when its statement began, or the last one
 * @param blockedBy the pids of those that it waits for, 0 for a prepared transaction
 */
public record Seat(
        Session session, String started, String waiting, Optional<Instant> statementSince, List<Integer> blockedBy) {
    public Seat {
        blockedBy = List.copyOf(blockedBy);
    }

    /** Whether it waits for another session's lock. */
    public boolean blocked() {
        return !blockedBy.isEmpty();
    }

    /** Whether it does nothing now and has no transaction open. */
    public boolean idle() {
        return session.state().equals("idle");
    }
}
