package dev.belay.core.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One session of the server, as it was at one moment. What this user may not see of it is empty.
 *
 * @param pid 0 for a prepared transaction, which has no process
 * @param kind such as {@code client backend} or {@code autovacuum worker}
 * @param client the address it comes from; empty for a socket on the server
 * @param state such as {@code active} or {@code idle in transaction}
 * @param since when its transaction began, or else its state
 * @param query the running statement, or else the last one, cut to {@link #LONGEST_QUERY}
 */
public record Session(
        int pid,
        String user,
        String application,
        String client,
        String kind,
        String state,
        Optional<Instant> since,
        String query) {
    public static final int LONGEST_QUERY = 200;

    /** One line; {@code now} by the server's clock. */
    public String describe(Instant now) {
        StringBuilder text = new StringBuilder(pid == 0 ? "a prepared transaction" : "pid " + pid);
        add(text, ", user \"", user, "\"");
        add(text, ", application \"", application, "\"");
        add(text, ", from ", client, "");
        if (!kind.isEmpty() && !kind.equals("client backend")) {
            text.append(", ").append(kind);
        }
        add(text, ", ", state, "");
        since.ifPresent(start -> text.append(" for ").append(elapsed(start, now)));
        add(text, ": ", query, "");
        return text.toString();
    }

    private static void add(StringBuilder text, String before, String value, String after) {
        if (!value.isEmpty()) {
            text.append(before).append(value).append(after);
        }
    }

    private static String elapsed(Instant start, Instant now) {
        Duration elapsed = Duration.between(start, now);
        return elapsed.toMinutes() >= 2 ? elapsed.toMinutes() + " min" : Math.max(0, elapsed.toSeconds()) + " s";
    }
}
