package dev.belay.core.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who needs whom, by number; a lower number would like to come first. It sorts and finds loops, and knows nothing of
 * databases. Nothing here recurses: a chain may be as long as there are nodes.
 */
final class DependencyGraph {
    private final SortedInts[] needs;
    private final SortedInts[] users;

    DependencyGraph(int size) {
        needs = new SortedInts[size];
        users = new SortedInts[size];
        for (int i = 0; i < size; i++) {
            needs[i] = new SortedInts();
            users[i] = new SortedInts();
        }
    }

    void add(int node, int needed) {
        if (node != needed && needs[node].add(needed)) {
            users[needed].add(node);
        }
    }

    void remove(int node, int needed) {
        needs[node].remove(needed);
        users[needed].remove(node);
    }

    SortedInts needs(int node) {
        return needs[node];
    }

    /**
     * Every node after all that it needs, or empty if there is a loop. It is filled from the end with the last node that
     * nobody is left to need, so that what is needed moves forward to its first user and all else stays where it was.
     */
    Optional<int[]> order() {
        int[] left = new int[users.length];
        BitSet free = new BitSet(left.length);
        for (int node = 0; node < left.length; node++) {
            left[node] = users[node].size();
            free.set(node, left[node] == 0);
        }
        int[] order = new int[left.length];
        int rest = left.length;
        for (int node = free.length() - 1; node >= 0; node = free.previousSetBit(node)) {
            free.clear(node);
            order[--rest] = node;
            int next = node;
            SortedInts needed = needs[node];
            for (int i = 0; i < needed.size(); i++) {
                int one = needed.get(i);
                if (--left[one] == 0) {
                    free.set(one);
                    next = Math.max(next, one);
                }
            }
            node = next;
        }
        return rest == 0 ? Optional.of(order) : Optional.empty();
    }

    /** The sets of nodes that need each other in some loop (Tarjan's strongly connected components of two and more). */
    List<BitSet> knots() {
        return new Knots(this, needs.length).find();
    }

    /**
     * The shortest loop through a node that stays within a set: the node, one that it needs, one that this needs, and so
     * on until one that needs the first. Empty if there is none.
     */
    List<Integer> loopThrough(int start, BitSet within) {
        if (!users[start].anyIn(within)) {
            return List.of();
        }
        Map<Integer, Integer> cameFrom = new HashMap<>();
        Deque<Integer> queue = new ArrayDeque<>();
        cameFrom.put(start, -1);
        queue.add(start);
        while (!queue.isEmpty()) {
            int node = queue.remove();
            // Asked before anything is walked, or a boundary would be walked in vain.
            if (needs[node].contains(start)) {
                return path(cameFrom, node);
            }
            for (int needed : needs(node, within)) {
                if (cameFrom.putIfAbsent(needed, node) == null) {
                    queue.add(needed);
                }
            }
        }
        return List.of();
    }

    /** Walks the smaller of the two sets: the boundaries need nearly everything. */
    private List<Integer> needs(int node, BitSet within) {
        SortedInts all = needs[node];
        List<Integer> found = new ArrayList<>();
        if (all.size() <= within.cardinality()) {
            for (int i = 0; i < all.size(); i++) {
                if (within.get(all.get(i))) {
                    found.add(all.get(i));
                }
            }
            return found;
        }
        for (int needed = within.nextSetBit(0); needed >= 0; needed = within.nextSetBit(needed + 1)) {
            if (all.contains(needed)) {
                found.add(needed);
            }
        }
        return found;
    }

    private static List<Integer> path(Map<Integer, Integer> cameFrom, int end) {
        List<Integer> path = new ArrayList<>();
        for (int node = end; node >= 0; node = cameFrom.getOrDefault(node, -1)) {
            path.add(node);
        }
        Collections.reverse(path);
        return path;
    }
}
