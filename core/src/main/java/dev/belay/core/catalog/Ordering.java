package dev.belay.core.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One making of a {@link CreationOrder}: the objects as a graph, and the sorted graph as steps. */
final class Ordering {
    private static final SortedInts NOBODY = new SortedInts();

    private final Catalog catalog;
    /** Whether nothing of it is left out. */
    private final boolean whole;

    private final List<Node> nodes;
    private final DependencyGraph graph;
    private final Map<ObjectId, Integer> wholes;
    private final Map<ObjectId, Integer> stubs = new HashMap<>();
    /** By an index, or the constraint of one, what attaches the index of a partition to it. */
    private final Map<ObjectId, List<Integer>> attachments = new HashMap<>();

    private final LoopBreaker loops;

    Ordering(Catalog catalog) {
        this.catalog = catalog;
        whole = catalog.objects().size() == catalog.everything().size();
        nodes = nodes(catalog);
        graph = new DependencyGraph(nodes.size());
        wholes = new HashMap<>(nodes.size() * 2);
        int preDataEnds = -1;
        int postDataBegins = -1;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            switch (node.sort()) {
                case PRE_DATA_ENDS -> preDataEnds = i;
                case POST_DATA_BEGINS -> postDataBegins = i;
                case WHOLE -> wholes.put(node.id().orElseThrow(), i);
                case STUB -> stubs.put(node.id().orElseThrow(), i);
                case PART -> noteAttachment(i, node.part().orElseThrow());
            }
        }
        graph.add(postDataBegins, preDataEnds);
        loops = new LoopBreaker(nodes, graph, stubs, preDataEnds, postDataBegins);
        for (int i = 0; i < nodes.size(); i++) {
            connect(i);
        }
    }

    /** The objects come nearly as they are to stand, which makes it easy to sort them, as long as nothing is between them. */
    private static List<Node> nodes(Catalog catalog) {
        List<CatalogObject> objects = List.copyOf(catalog.everything().values());
        List<Node> nodes = new ArrayList<>(objects.size() * 2);
        nodes.add(Node.of(Node.Sort.PRE_DATA_ENDS));
        nodes.add(Node.of(Node.Sort.POST_DATA_BEGINS));
        List<Node> besides = new ArrayList<>();
        // To find the parts of an object takes longer than to sort them.
        Pieces.each(objects, Ordering::besides, made -> made.forEach(besides::addAll));
        objects.forEach(object -> nodes.add(Node.of(Node.Sort.WHOLE, object)));
        nodes.addAll(besides);
        nodes.sort(null);
        return nodes;
    }

    /** The stand-in of an object, and its parts. */
    private static List<Node> besides(CatalogObject object) {
        List<Node> nodes = new ArrayList<>(2);
        if (object.stub().isPresent()) {
            nodes.add(Node.of(Node.Sort.STUB, object));
        }
        List<Part> parts = object.looseParts();
        for (int i = 0; i < parts.size(); i++) {
            nodes.add(Node.of(object, parts.get(i), i));
        }
        return nodes;
    }

    private void noteAttachment(int at, Part part) {
        if (part.name().equals(Part.ATTACH)) {
            part.dependsOn()
                    .forEach(id -> attachments
                            .computeIfAbsent(id, key -> new ArrayList<>())
                            .add(at));
        }
    }

    private void connect(int at) {
        Node node = nodes.get(at);
        switch (node.sort()) {
            case WHOLE -> connectWhole(at, node.object().orElseThrow());
            case STUB ->
                need(at, node.object().orElseThrow().stub().orElseThrow().dependsOn());
            case PART -> connectPart(at, node);
            case PRE_DATA_ENDS, POST_DATA_BEGINS -> {}
        }
    }

    private void connectWhole(int at, CatalogObject object) {
        need(at, object.dependsOn());
        if (object.id().type() == ObjectType.FOREIGN_KEY) {
            needAttachments(at, object.dependsOn());
        }
        loops.bindToSection(at);
    }

    /** A foreign key wants a valid index, and that of a partitioned table is invalid until all of its own are attached. */
    private void needAttachments(int at, Set<ObjectId> keys) {
        Set<ObjectId> known = new HashSet<>(keys);
        Deque<ObjectId> rest = new ArrayDeque<>(keys);
        while (!rest.isEmpty()) {
            ObjectId key = rest.remove();
            if (key.type() == ObjectType.CONSTRAINT || key.type() == ObjectType.INDEX) {
                for (int attachment : attachments.getOrDefault(key, List.of())) {
                    graph.add(at, attachment);
                    ObjectId attached = nodes.get(attachment).id().orElseThrow();
                    if (known.add(attached)) {
                        rest.add(attached);
                    }
                }
            }
        }
    }

    private void connectPart(int at, Node node) {
        ObjectId id = node.id().orElseThrow();
        node.part().orElseThrow().dependsOn().forEach(needed -> {
            if (!needed.equals(id)) {
                need(at, needed);
            }
        });
        int whole = wholes.getOrDefault(id, -1);
        if (node.inline()) {
            graph.add(whole, at);
        } else {
            graph.add(at, whole);
            loops.bindToSection(at);
        }
    }

    private void need(int at, Set<ObjectId> needed) {
        for (ObjectId id : needed) {
            need(at, id);
        }
    }

    private void need(int at, ObjectId needed) {
        Integer whole = wholes.get(needed);
        if (whole != null) {
            graph.add(at, whole);
        }
    }

    CreationOrder result() {
        int[] order = loops.order();
        List<Integer> made = new ArrayList<>(order.length);
        // For each node that is done, the steps that somebody who needs it has to wait for.
        SortedInts[] after = new SortedInts[order.length];
        Arrays.fill(after, NOBODY);
        for (int node : order) {
            if (isStep(node)) {
                after[node] = new SortedInts();
                after[node].add(made.size());
                made.add(node);
            } else if (nodes.get(node).object().isPresent()) {
                after[node] = needs(node, after);
            }
        }
        Map<ObjectId, Set<Part>> apart = apart();
        List<CreationOrder.Step> steps =
                Pieces.map(made, node -> step(node, apart, needs(node, after).list()));
        return new CreationOrder(steps, loops.givenUp());
    }

    private SortedInts needs(int node, SortedInts[] after) {
        SortedInts needs = new SortedInts();
        SortedInts needed = graph.needs(node);
        for (int i = 0; i < needed.size(); i++) {
            needs.addAll(after[needed.get(i)]);
        }
        return needs;
    }

    private Map<ObjectId, Set<Part>> apart() {
        Map<ObjectId, Set<Part>> apart = new HashMap<>();
        BitSet separated = loops.separated();
        for (int part = separated.nextSetBit(0); part >= 0; part = separated.nextSetBit(part + 1)) {
            Node node = nodes.get(part);
            apart.computeIfAbsent(node.id().orElseThrow(), id -> new HashSet<>())
                    .add(node.part().orElseThrow());
        }
        return apart;
    }

    private boolean isStep(int node) {
        return isWanted(node) && isMade(node);
    }

    private boolean isWanted(int node) {
        return whole
                ? nodes.get(node).object().isPresent()
                : nodes.get(node).id().flatMap(catalog::find).isPresent();
    }

    private boolean isMade(int node) {
        return switch (nodes.get(node).sort()) {
            case WHOLE -> true;
            case STUB -> loops.stubbed().get(node);
            case PART -> !nodes.get(node).inline() || loops.separated().get(node);
            case PRE_DATA_ENDS, POST_DATA_BEGINS -> false;
        };
    }

    private CreationOrder.Step step(int at, Map<ObjectId, Set<Part>> apart, List<Integer> needs) {
        Node node = nodes.get(at);
        CatalogObject object = node.object().orElseThrow();
        return new CreationOrder.Step(
                object,
                form(node),
                node.part(),
                node.part().isPresent() ? Set.of() : Set.copyOf(apart.getOrDefault(object.id(), Set.of())),
                loops.postponed().get(at) ? Section.POST_DATA : node.section(),
                needs);
    }

    private CreationOrder.Form form(Node node) {
        return switch (node.sort()) {
            case STUB -> CreationOrder.Form.STUB;
            case PART -> CreationOrder.Form.PART;
            default -> {
                Optional<Integer> stub = Optional.ofNullable(stubs.get(node.id().orElseThrow()));
                yield stub.filter(loops.stubbed()::get).isPresent()
                        ? CreationOrder.Form.COMPLETE
                        : CreationOrder.Form.WHOLE;
            }
        };
    }
}
