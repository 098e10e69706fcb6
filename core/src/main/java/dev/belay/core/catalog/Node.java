package dev.belay.core.catalog;

import java.util.Optional;

/**
 * One thing that has a place in the order of creation. Its key is where it would like to stand if nothing depended on
 * anything, the same on every machine.
 */
final class Node implements Comparable<Node> {
    /** Between the ranks of what comes before the rows and of what comes after them. */
    private static final int BEFORE_ROWS = 35;

    private static final int AFTER_ROWS = 39;

    private final Sort sort;
    private final Optional<CatalogObject> object;
    private final Optional<ObjectId> id;
    private final Optional<Part> part;
    private final int index;
    private final int rank;

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

    private Node(Sort sort, Optional<CatalogObject> object, Optional<Part> part, int index, int rank) {
        this.sort = sort;
        this.object = object;
        this.id = object.map(CatalogObject::id);
        this.part = part;
        this.index = index;
        this.rank = rank;
    }

    static Node of(Sort boundary) {
        int rank = boundary == Sort.PRE_DATA_ENDS ? BEFORE_ROWS : AFTER_ROWS;
        return new Node(boundary, Optional.empty(), Optional.empty(), 0, rank);
    }

    static Node of(Sort sort, CatalogObject object) {
        return new Node(
                sort,
                Optional.of(object),
                Optional.empty(),
                0,
                object.id().type().rank());
    }

    static Node of(CatalogObject object, Part part, int index) {
        return new Node(Sort.PART, Optional.of(object), Optional.of(part), index, part.rank());
    }

    Sort sort() {
        return sort;
    }

    Optional<CatalogObject> object() {
        return object;
    }

    Optional<ObjectId> id() {
        return id;
    }

    Optional<Part> part() {
        return part;
    }

    Section section() {
        if (part.isPresent()) {
            return part.get().section();
        }
        return id.isPresent() ? id.get().type().section() : Section.DATA;
    }

    boolean inline() {
        return part.isPresent() && part.get().moment() == Part.Moment.INLINE;
    }

    @Override
    public int compareTo(Node other) {
        if (rank != other.rank) {
            return Integer.compare(rank, other.rank);
        }
        int byId = id.isPresent() && other.id.isPresent()
                ? compare(id.get(), other.id.get())
                : Boolean.compare(id.isPresent(), other.id.isPresent());
        if (byId != 0) {
            return byId;
        }
        int bySort = sort.compareTo(other.sort);
        return bySort != 0 ? bySort : Integer.compare(index, other.index);
    }

    /** Objects without a schema stand behind those of a schema, as in pg_dump, and the name goes before the type. */
    private static int compare(ObjectId one, ObjectId other) {
        if (one.schema().isEmpty() != other.schema().isEmpty()) {
            return one.schema().isEmpty() ? 1 : -1;
        }
        int bySchema = one.schema().compareTo(other.schema());
        if (bySchema != 0) {
            return bySchema;
        }
        int byName = one.name().compareTo(other.name());
        return byName != 0 ? byName : one.compareTo(other);
    }

    /** For people: {@code table app.users}, {@code check positive of table app.users}. */
    @Override
    public String toString() {
        String of = id.map(ObjectId::toString).orElse("the rows");
        return part.map(one -> one.name() + " of " + of).orElse(of);
    }
}
