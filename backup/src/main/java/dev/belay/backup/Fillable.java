package dev.belay.backup;

import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.CatalogObject;
import dev.belay.core.catalog.MaterializedView;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.Selection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Tells which materialized views a restore can fill: nothing can be read from one that is not filled. */
record Fillable(Catalog catalog, Selection rows) {
    boolean test(MaterializedView view) {
        return filled(view)
                && read(view.id()).stream()
                        .flatMap(other -> view(catalog, other).stream())
                        .allMatch(this::filled);
    }

    private boolean filled(MaterializedView view) {
        return view.populated() && rows.hasTable(view.id().schema(), view.id().name());
    }

    /** The materialized views that one reads, directly or through anything else. */
    Set<ObjectId> read(ObjectId id) {
        Set<ObjectId> seen = new HashSet<>();
        List<ObjectId> open = new ArrayList<>(List.of(id));
        Set<ObjectId> read = new TreeSet<>();
        while (!open.isEmpty()) {
            ObjectId one = open.remove(open.size() - 1);
            if (seen.add(one)) {
                catalog.find(one).map(CatalogObject::dependsOn).ifPresent(open::addAll);
                view(catalog, one).map(MaterializedView::id).ifPresent(read::add);
            }
        }
        read.remove(id);
        return read;
    }

    static Optional<MaterializedView> view(Catalog catalog, ObjectId id) {
        return catalog.find(id).filter(MaterializedView.class::isInstance).map(MaterializedView.class::cast);
    }
}
