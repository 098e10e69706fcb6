package dev.belay.core.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Two catalogs and what of their difference counts. */
record Comparison(Catalog before, Catalog after, SchemaDiff difference, Set<Described.Aspect> ignored) {
    Comparison {
        ignored = Set.copyOf(ignored);
    }

    boolean ignores(Described.Aspect aspect) {
        return ignored.contains(aspect);
    }

    List<SchemaDiff.Change> changes(ObjectId id) {
        return difference.changed().getOrDefault(id, List.of());
    }

    Optional<Table> tableBefore(ObjectId id) {
        return before.find(id).filter(Table.class::isInstance).map(Table.class::cast);
    }

    Optional<Table> tableAfter(ObjectId id) {
        return after.find(id).filter(Table.class::isInstance).map(Table.class::cast);
    }

    /** What an object cannot do without, all its parts included. */
    static Set<ObjectId> needs(CatalogObject object) {
        Set<ObjectId> needs = new HashSet<>(object.dependsOn());
        object.parts().forEach(part -> needs.addAll(part.dependsOn()));
        needs.remove(object.id());
        return needs;
    }
}
