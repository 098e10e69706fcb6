package dev.belay.core.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Tarjan's search for strongly connected components, with a stack of its own instead of the thread's. */
final class Knots {
    private final DependencyGraph graph;
    /** When a node was first seen, counted from 1; 0 before. */
    private final int[] seen;
    /** The earliest node still open that can be reached from a node. */
    private final int[] reach;

    private final BitSet open = new BitSet();
    private final Deque<Integer> undecided = new ArrayDeque<>();
    private final Deque<Visit> visits = new ArrayDeque<>();
    private final List<BitSet> found = new ArrayList<>();
    private int clock;

    Knots(DependencyGraph graph, int size) {
        this.graph = graph;
        this.seen = new int[size];
        this.reach = new int[size];
    }

    /** A node that is being looked at, and how many of those it needs have been. */
    private static final class Visit {
        private final int node;
        private int done;

        private Visit(int node) {
            this.node = node;
        }
    }

    List<BitSet> find() {
        for (int node = 0; node < seen.length; node++) {
            if (seen[node] == 0) {
                enter(node);
                while (!visits.isEmpty()) {
                    goOn();
                }
            }
        }
        return found;
    }

    private void enter(int node) {
        clock++;
        seen[node] = clock;
        reach[node] = clock;
        open.set(node);
        undecided.push(node);
        visits.push(new Visit(node));
    }

    private void goOn() {
        Visit visit = visits.element();
        SortedInts needs = graph.needs(visit.node);
        if (visit.done == needs.size()) {
            visits.pop();
            leave(visit.node);
            return;
        }
        int needed = needs.get(visit.done++);
        if (seen[needed] == 0) {
            enter(needed);
        } else if (open.get(needed)) {
            reach[visit.node] = Math.min(reach[visit.node], seen[needed]);
        }
    }

    private void leave(int node) {
        if (reach[node] == seen[node]) {
            BitSet knot = new BitSet();
            int member;
            do {
                member = undecided.pop();
                open.clear(member);
                knot.set(member);
            } while (member != node);
            if (knot.cardinality() > 1) {
                found.add(knot);
            }
        }
        Visit user = visits.peek();
        if (user != null) {
            reach[user.node] = Math.min(reach[user.node], reach[node]);
        }
    }
}
