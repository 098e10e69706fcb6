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
     * @param depth 0 for who waits for nobody
     * @param pid 0 for a prepared transaction
     * @param seat empty for a prepared transaction, and for a session of another database
     */
    public record Place(int depth, int pid, Optional<Seat> seat) {
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
                tree.add(pid, 0);
            }
        }
        // What is left waits in a circle: the server will end one of them.
        holders.forEach(pid -> tree.add(pid, 0));
        return List.copyOf(tree.places);
    }

    private void add(int pid, int depth) {
        if (done.add(pid)) {
            places.add(new Place(depth, pid, Optional.ofNullable(byPid.get(pid))));
            waiters.getOrDefault(pid, Set.of()).forEach(waiter -> add(waiter, depth + 1));
        }
    }
}
