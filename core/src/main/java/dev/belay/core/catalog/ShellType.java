package dev.belay.core.catalog;

import java.util.Set;
import java.util.TreeSet;

/** A type that was announced and never made ({@code pg_type} without {@code typisdefined}). */
public record ShellType(Head head) implements CatalogObject {
    static ShellType of(Head head, Row row, Context context) {
        return new ShellType(head);
    }

    @Override
    public String create(Set<Part> apart) {
        return "CREATE " + reference() + ";\n";
    }

    /**
     * The shell of a type that is defined by functions which take and return it: the type is announced, then come its
     * functions, then the type itself in full.
     */
    static Stub stub(CatalogObject type) {
        TreeSet<ObjectId> schema = new TreeSet<>(type.dependsOn());
        schema.removeIf(needed -> needed.type() != ObjectType.SCHEMA && needed.type() != ObjectType.EXTENSION);
        return new Stub("CREATE " + type.reference() + ";\n", type.create(), schema);
    }
}
