package dev.belay.core.db;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The session that holds an advisory lock. What this user may not see of it is empty.
 *
 * @param client the address it comes from; empty for a socket on the server
 * @param since when the session began
 * @param state such as {@code active} or {@code idle}
 * @param queryStart when its running, or else its last, statement began
 */
public record LockHolder(
        int pid,
        String application,
        String user,
        String client,
        Optional<Instant> since,
        String state,
        Optional<Instant> queryStart) {

    /** One line for a message; {@code now} by the server's clock. */
    public String describe(Instant now) {
        StringBuilder text = new StringBuilder("pid ").append(pid);
        if (!application.isEmpty()) {
            text.append(", application \"").append(application).append('"');
        }
        if (!user.isEmpty()) {
            text.append(", user \"").append(user).append('"');
        }
        if (!client.isEmpty()) {
            text.append(", from ").append(client);
        }
        since.ifPresent(start -> text.append(", connected for ").append(elapsed(start, now)));
        if (!state.isEmpty()) {
            text.append(", ").append(state);
            queryStart.ifPresent(start -> text.append(" since ").append(elapsed(start, now)));
        }
        return text.toString();
    }

    private static String elapsed(Instant start, Instant now) {
        Duration elapsed = Duration.between(start, now);
        return elapsed.toMinutes() >= 2 ? elapsed.toMinutes() + " min" : Math.max(0, elapsed.toSeconds()) + " s";
    }
}
