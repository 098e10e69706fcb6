package dev.belay.tui.console;

import dev.belay.core.activity.Seat;
import dev.belay.core.activity.Session;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import dev.belay.tui.screen.Signs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who waits for whom, from those who hold everybody up down to the last in the queue. */
final class WaitTree {
    private final Map<Integer, Seat> byPid = new HashMap<>();
    private final Map<Integer, Set<Integer>> waiters = new HashMap<>();
    private final Instant now;
    private final Signs signs;
    private final List<Line> lines = new ArrayList<>();

    private WaitTree(List<Seat> seats, Instant now, Signs signs) {
        this.now = now;
        this.signs = signs;
        for (Seat seat : seats) {
            byPid.put(seat.session().pid(), seat);
            seat.blockedBy()
                    .forEach(pid -> waiters.computeIfAbsent(pid, key -> new TreeSet<>())
                            .add(seat.session().pid()));
        }
    }

    /** Nothing where nobody waits. {@code now} by the server's clock. */
    static List<Line> lines(List<Seat> seats, Instant now, Signs signs) {
        WaitTree tree = new WaitTree(seats, now, signs);
        Set<Integer> done = new HashSet<>();
        for (int pid : new TreeSet<>(tree.waiters.keySet())) {
            boolean root = !tree.byPid.containsKey(pid) || !tree.byPid.get(pid).blocked();
            if (root) {
                tree.add(pid, 0, done);
            }
        }
        // What is left waits in a circle: the server will end one of them.
        for (int pid : new TreeSet<>(tree.waiters.keySet())) {
            tree.add(pid, 0, done);
        }
        return tree.lines;
    }

    /** Short: the whole of it is in the list below. */
    private String text(Seat seat) {
        Session session = seat.session();
        String age = session.since()
                .map(since -> " for " + Ages.of(Duration.between(since, now)))
                .orElse("");
        String state = seat.blocked() ? "waits" : session.state();
        return session.pid() + " " + session.user() + ", " + state + age + ": "
                + session.query().replaceAll("\\s+", " ").strip();
    }

    private void add(int pid, int depth, Set<Integer> done) {
        if (!done.add(pid)) {
            return;
        }
        Seat seat = byPid.get(pid);
        String text = seat == null
                ? pid == 0 ? "a prepared transaction" : "pid " + pid + ", of another database"
                : text(seat);
        String indent = depth == 0 ? "" : "  ".repeat(depth - 1) + signs.branch(true);
        lines.add(Line.of(Ink.BORDER, indent).and(depth == 0 ? Ink.BAD : Ink.WARNING, text));
        waiters.getOrDefault(pid, Set.of()).forEach(waiter -> add(waiter, depth + 1, done));
    }
}
