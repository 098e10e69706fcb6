package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Decides how each loop of dependencies is entered, in pg_dump's order of preference: by a stand-in, by making something
 * only after the rows, by taking a part out of its object's statement. Only when none of these helps is a dependency given
 * up, and that is said.
 */
final class LoopBreaker {
    private final List<Node> nodes;
    private final DependencyGraph graph;
    private final Map<ObjectId, Integer> stubs;
    private final int preDataEnds;
    private final int postDataBegins;
    private final BitSet stubbed = new BitSet();
    private final BitSet separated = new BitSet();
    private final BitSet postponed = new BitSet();
    private final List<CreationOrder.GivenUp> givenUp = new ArrayList<>();

    LoopBreaker(
            List<Node> nodes,
            DependencyGraph graph,
            Map<ObjectId, Integer> stubs,
            int preDataEnds,
            int postDataBegins) {
        this.nodes = nodes;
        this.graph = graph;
        this.stubs = stubs;
        this.preDataEnds = preDataEnds;
        this.postDataBegins = postDataBegins;
    }

    /** The order of all nodes, once no loop is left. */
    int[] order() {
        Optional<int[]> order = graph.order();
        while (order.isEmpty()) {
            graph.knots().forEach(this::untie);
            order = graph.order();
        }
        return order.get();
    }

    /** The stand-ins that are used. */
    BitSet stubbed() {
        return stubbed;
    }

    /** The inline parts that have a statement of their own after all. */
    BitSet separated() {
        return separated;
    }

    /** What has moved behind the rows. */
    BitSet postponed() {
        return postponed;
    }

    List<CreationOrder.GivenUp> givenUp() {
        return givenUp;
    }

    private void untie(BitSet knot) {
        BitSet rest = (BitSet) knot.clone();
        int repaired = 0;
        int fruitless = 0;
        for (int start = rest.nextSetBit(0); start >= 0; start = rest.nextSetBit(start + 1)) {
            List<Integer> loop = graph.loopThrough(start, rest);
            while (!loop.isEmpty()) {
                repair(loop);
                repaired++;
                loop = graph.loopThrough(start, rest);
            }
            rest.clear(start);
            fruitless++;
            // Much of a big knot may be loose by now: looking at the whole anew is cheaper than trying each of its
            // nodes.
            if (repaired > 0 && fruitless > 1000 + repaired) {
                return;
            }
        }
    }

    private void repair(List<Integer> loop) {
        if (!useStub(loop)
                && !postpone(loop, this::postponable)
                && !separate(loop)
                && !postpone(loop, node -> !holdsRows(node))) {
            giveUp(loop);
        }
    }

    private boolean useStub(List<Integer> loop) {
        for (int i = 0; i < loop.size(); i++) {
            int user = before(loop, i);
            Node node = nodes.get(loop.get(i));
            Integer stub = node.sort() == Node.Sort.WHOLE ? stubs.get(node.id().orElseThrow()) : null;
            if (stub != null && user != stub && !helpless(stub, after(loop, i)) && canUse(user, node)) {
                activate(stub, loop.get(i));
                graph.remove(user, loop.get(i));
                graph.add(user, stub);
                // What the rows do not wait for belongs behind them, or it would stand among them.
                if (user == preDataEnds) {
                    moveBehindTheRows(loop.get(i));
                }
                return true;
            }
        }
        return false;
    }

    /** Whether the stand-in needs what comes next in the loop as well, and would only make a loop of its own. */
    private boolean helpless(int stub, int next) {
        return graph.needs(stub).contains(next);
    }

    /** A shell type can be named by functions and by nothing else; a view of NULLs serves everybody. */
    private boolean canUse(int user, Node stubbed) {
        return stubbed.id().orElseThrow().type() != ObjectType.TYPE
                || nodes.get(user).id().filter(id -> isRoutine(id.type())).isPresent();
    }

    private static boolean isRoutine(ObjectType type) {
        return type == ObjectType.FUNCTION || type == ObjectType.PROCEDURE || type == ObjectType.AGGREGATE;
    }

    private void activate(int stub, int whole) {
        stubbed.set(stub);
        graph.add(whole, stub);
        graph.add(preDataEnds, stub);
    }

    private boolean postpone(List<Integer> loop, IntPredicate allowed) {
        int at = loop.indexOf(preDataEnds);
        if (at < 0 || !allowed.test(after(loop, at))) {
            return false;
        }
        moveBehindTheRows(after(loop, at));
        return true;
    }

    private void moveBehindTheRows(int node) {
        graph.remove(preDataEnds, node);
        graph.add(node, postDataBegins);
        postponed.set(node);
    }

    private boolean postponable(int node) {
        return nodes.get(node).sort() == Node.Sort.PART
                || nodes.get(node).object().filter(CatalogObject::postponable).isPresent();
    }

    /** Rows could not be loaded into it any more, nor into anything that is made of it. */
    private boolean holdsRows(int node) {
        return switch (nodes.get(node).id().orElseThrow().type()) {
            case SCHEMA, EXTENSION, TABLE, SEQUENCE, LARGE_OBJECT -> true;
            default -> nodes.get(node).sort() == Node.Sort.STUB;
        };
    }

    private boolean separate(List<Integer> loop) {
        for (int i = 0; i < loop.size(); i++) {
            int part = loop.get(i);
            int whole = before(loop, i);
            if (nodes.get(part).inline() && !separated.get(part)) {
                graph.remove(whole, part);
                graph.add(part, whole);
                separated.set(part);
                bindToSection(part);
                return true;
            }
        }
        return false;
    }

    /** Makes the boundaries wait for what belongs before them, and what belongs behind wait for them. */
    void bindToSection(int node) {
        if (nodes.get(node).section() == Section.PRE_DATA) {
            graph.add(preDataEnds, node);
        } else {
            graph.add(node, postDataBegins);
        }
    }

    private void giveUp(List<Integer> loop) {
        int boundary = loop.indexOf(preDataEnds);
        int user = boundary < 0 ? loop.get(0) : preDataEnds;
        int needed = after(loop, Math.max(boundary, 0));
        givenUp.add(new CreationOrder.GivenUp(
                loop.stream()
                        .map(nodes::get)
                        .filter(node -> node.object().isPresent())
                        .map(Node::toString)
                        .toList(),
                nodes.get(user).toString(),
                nodes.get(needed).toString()));
        if (boundary < 0) {
            graph.remove(user, needed);
        } else {
            moveBehindTheRows(needed);
        }
    }

    private static int before(List<Integer> loop, int at) {
        return loop.get(at == 0 ? loop.size() - 1 : at - 1);
    }

    private static int after(List<Integer> loop, int at) {
        return loop.get(at == loop.size() - 1 ? 0 : at + 1);
    }
}
