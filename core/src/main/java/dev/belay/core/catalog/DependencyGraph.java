package dev.belay.core.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who needs whom, by number; a lower number would like to come first. It sorts and finds loops, and knows nothing of
 * databases. Nothing here recurses: a chain may be as long as there are nodes.
 */
final class DependencyGraph {
    private final List<NavigableSet<Integer>> needs = new ArrayList<>();
    private final List<Set<Integer>> users = new ArrayList<>();

    DependencyGraph(int size) {
        for (int i = 0; i < size; i++) {
            needs.add(new TreeSet<>());
            users.add(new HashSet<>());
        }
    }

    void add(int node, int needed) {
        if (node != needed) {
            needs.get(node).add(needed);
            users.get(needed).add(node);
        }
    }

    void remove(int node, int needed) {
        needs.get(node).remove(needed);
        users.get(needed).remove(node);
    }

    NavigableSet<Integer> needs(int node) {
        return needs.get(node);
    }

    /**
     * Every node after all that it needs, or empty if there is a loop. It is filled from the end with the last node that
     * nobody is left to need, so that what is needed moves forward to its first user and all else stays where it was.
     */
    Optional<List<Integer>> order() {
        int[] left = users.stream().mapToInt(Set::size).toArray();
        PriorityQueue<Integer> free = new PriorityQueue<>(Collections.reverseOrder());
        for (int node = 0; node < left.length; node++) {
            if (left[node] == 0) {
                free.add(node);
            }
        }
        List<Integer> backwards = new ArrayList<>();
        while (!free.isEmpty()) {
            int node = free.remove();
            backwards.add(node);
            for (int needed : needs.get(node)) {
                if (--left[needed] == 0) {
                    free.add(needed);
                }
            }
        }
        Collections.reverse(backwards);
        return backwards.size() == left.length ? Optional.of(backwards) : Optional.empty();
    }

    /** The sets of nodes that need each other in some loop (Tarjan's strongly connected components of two and more). */
    List<BitSet> knots() {
        return new Knots(this, needs.size()).find();
    }

    /**
     * The shortest loop through a node that stays within a set: the node, one that it needs, one that this needs, and so
     * on until one that needs the first. Empty if there is none.
     */
    List<Integer> loopThrough(int start, BitSet within) {
        if (users.get(start).stream().noneMatch(within::get)) {
            return List.of();
        }
        Map<Integer, Integer> cameFrom = new HashMap<>();
        Deque<Integer> queue = new ArrayDeque<>();
        cameFrom.put(start, -1);
        queue.add(start);
        while (!queue.isEmpty()) {
            int node = queue.remove();
            // Asked before anything is walked, or a boundary would be walked in vain.
            if (needs.get(node).contains(start)) {
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
        NavigableSet<Integer> all = needs.get(node);
        List<Integer> found = new ArrayList<>();
        if (all.size() <= within.cardinality()) {
            for (int needed : all) {
                if (within.get(needed)) {
                    found.add(needed);
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
