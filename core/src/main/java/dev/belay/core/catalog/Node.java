package dev.belay.core.catalog;

import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that has a place in the order of creation. Its key is where it would like to stand if nothing depended on
 * anything, the same on every machine.
 */
record Node(Sort sort, Optional<CatalogObject> object, Optional<Part> part, int index) implements Comparable<Node> {
    /** Between the ranks of what comes before the rows and of what comes after them. */
    private static final int BEFORE_ROWS = 35;

    private static final int AFTER_ROWS = 39;

    // Objects without a schema stand behind those of a schema, as in pg_dump.
    private static final Comparator<Node> ORDER = Comparator.comparingInt(Node::rank)
            .thenComparing(node -> node.id().map(ObjectId::schema).orElse("").isEmpty())
            .thenComparing(node -> node.id().map(ObjectId::schema).orElse(""))
            .thenComparing(node -> node.id().map(ObjectId::name).orElse(""))
            .thenComparing(
                    Node::id, Comparator.comparing(id -> id.orElse(null), Comparator.nullsFirst(ObjectId::compareTo)))
            .thenComparing(Node::sort)
            .thenComparingInt(Node::index);

    /** What a node stands for. */
    enum Sort {
        /** The stand-in of an object; out of play until a loop needs it. */
        STUB,
        /** The object itself, or the completion of its stand-in. */
        WHOLE,
        PART,
        /** Everything that is needed before rows can be loaded. */
        PRE_DATA_ENDS,
        /** All rows are loaded. */
        POST_DATA_BEGINS
    }

    static Node of(Sort boundary) {
        return new Node(boundary, Optional.empty(), Optional.empty(), 0);
    }

    static Node of(Sort sort, CatalogObject object) {
        return new Node(sort, Optional.of(object), Optional.empty(), 0);
    }

    static Node of(CatalogObject object, Part part, int index) {
        return new Node(Sort.PART, Optional.of(object), Optional.of(part), index);
    }

    Optional<ObjectId> id() {
        return object.map(CatalogObject::id);
    }

    Section section() {
        return part.map(Part::section)
                .or(() -> id().map(id -> id.type().section()))
                .orElse(Section.DATA);
    }

    boolean inline() {
        return part.filter(one -> one.moment() == Part.Moment.INLINE).isPresent();
    }

    private int rank() {
        return switch (sort) {
            case PRE_DATA_ENDS -> BEFORE_ROWS;
            case POST_DATA_BEGINS -> AFTER_ROWS;
            case STUB, WHOLE, PART ->
                part.map(Part::rank).or(() -> id().map(id -> id.type().rank())).orElseThrow();
        };
    }

    @Override
    public int compareTo(Node other) {
        return ORDER.compare(this, other);
    }

    /** For people: {@code table app.users}, {@code check positive of table app.users}. */
    @Override
    public String toString() {
        String of = id().map(ObjectId::toString).orElse("the rows");
        return part.map(one -> one.name() + " of " + of).orElse(of);
    }
}
