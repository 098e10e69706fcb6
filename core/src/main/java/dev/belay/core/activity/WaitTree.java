package dev.belay.core.activity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Who waits for whom, from those who hold everybody up down to the last in the queue. */
public final class WaitTree {
    private static final Map<String, String> ASCII = Map.of("└ ", "`-", "├ ", "|-", "│ ", "| ");

    private final Map<Integer, Seat> byPid = new HashMap<>();
    private final Map<Integer, Set<Integer>> waiters = new HashMap<>();
    private final List<Place> places = new ArrayList<>();
    private final Set<Integer> done = new HashSet<>();

    private WaitTree(List<Seat> seats) {
        for (Seat seat : seats) {
            byPid.put(seat.session().pid(), seat);
            seat.blockedBy()
                    .forEach(pid -> waiters.computeIfAbsent(pid, key -> new TreeSet<>())
                            .add(seat.session().pid()));
        }
    }

    /**
     * A session in the tree: it waits for the nearest one above it that is less deep.
     *
     * @param pid 0 for a prepared transaction
     * @param seat empty for a prepared transaction, and for a session of another database
     * @param last of itself and those that it stands below, from the top: whether nobody follows who waits for the same
     */
    public record Place(int pid, Optional<Seat> seat, List<Boolean> last) {
        public Place {
            last = List.copyOf(last);
        }

        /** 0 for who waits for nobody. */
        public int depth() {
            return last.size();
        }

        /** The lines that lead to it from those that it waits for. */
        public String branch(boolean unicode) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < depth(); i++) {
                boolean here = i == depth() - 1;
                String sign = last.get(i) ? (here ? "└ " : "  ") : (here ? "├ " : "│ ");
                lines.append(unicode ? sign : ASCII.getOrDefault(sign, sign));
            }
            return lines.toString();
        }

        /** Who it is, where it is no session of this database. */
        public String stranger() {
            return pid == 0 ? "a prepared transaction" : "pid " + pid + ", of another database";
        }
    }

    /** Nothing where nobody waits. */
    public static List<Place> of(List<Seat> seats) {
        WaitTree tree = new WaitTree(seats);
        Set<Integer> holders = new TreeSet<>(tree.waiters.keySet());
        for (int pid : holders) {
            Seat seat = tree.byPid.get(pid);
            if (seat == null || !seat.blocked()) {
                tree.add(pid);
            }
        }
        // What is left waits in a circle: the server will end one of them.
        holders.forEach(tree::add);
        return List.copyOf(tree.places);
    }

    private void add(int pid) {
        knot(pid).ifPresent(knot -> add(knot, List.of()));
    }

    private void add(Knot knot, List<Boolean> last) {
        places.add(new Place(knot.pid(), Optional.ofNullable(byPid.get(knot.pid())), last));
        for (int i = 0; i < knot.waiters().size(); i++) {
            List<Boolean> below = new ArrayList<>(last);
            below.add(i == knot.waiters().size() - 1);
            add(knot.waiters().get(i), below);
        }
    }

    /** A session and all that wait for it and stand nowhere yet. */
    private record Knot(int pid, List<Knot> waiters) {}

    private Optional<Knot> knot(int pid) {
        if (!done.add(pid)) {
            return Optional.empty();
        }
        List<Knot> below = new ArrayList<>();
        waiters.getOrDefault(pid, Set.of()).forEach(waiter -> knot(waiter).ifPresent(below::add));
        return Optional.of(new Knot(pid, below));
    }
}
