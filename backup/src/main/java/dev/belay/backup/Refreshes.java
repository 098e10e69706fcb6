package dev.belay.backup;

import dev.belay.backup.archive.Section;
import dev.belay.backup.archive.TocEntry;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.CatalogObject;
import dev.belay.core.catalog.MaterializedView;
import dev.belay.core.catalog.ObjectId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The entries that fill materialized views, each after those that it reads. */
final class Refreshes {
    private final Catalog catalog;
    private final Catalog chosen;
    private final SchemaEntries schema;
    private final int first;
    private final Map<ObjectId, TocEntry> entries = new LinkedHashMap<>();

    private Refreshes(Catalog catalog, Catalog chosen, SchemaEntries schema, int first) {
        this.catalog = catalog;
        this.chosen = chosen;
        this.schema = schema;
        this.first = first;
    }

    static List<TocEntry> of(Catalog catalog, Catalog chosen, SchemaEntries schema, int first) {
        Refreshes refreshes = new Refreshes(catalog, chosen, schema, first);
        chosen.objects().keySet().forEach(id -> refreshes.visit(id, new HashSet<>()));
        return List.copyOf(refreshes.entries.values());
    }

    private void visit(ObjectId id, Set<ObjectId> path) {
        Optional<MaterializedView> view = view(chosen, id);
        if (view.isEmpty() || entries.containsKey(id) || !path.add(id) || !fillable(view.get())) {
            return;
        }
        Set<ObjectId> read = read(id);
        read.forEach(other -> visit(other, path));
        List<Integer> needs = Stream.concat(
                        schema.of(id).stream(),
                        read.stream()
                                .flatMap(other -> Optional.ofNullable(entries.get(other)).stream())
                                .map(TocEntry::id))
                .toList();
        entries.put(
                id,
                TocEntry.builder(first + entries.size(), "MATERIALIZED VIEW DATA", id.name())
                        .section(Section.POST_DATA)
                        .definition(view.get().refresh())
                        .schema(Optional.of(id.schema()))
                        .owner(view.get().head().owner())
                        .dependencies(needs)
                        .build());
    }

    /** Nothing can be read from a view that is not filled. */
    private boolean fillable(MaterializedView view) {
        return view.populated()
                && read(view.id()).stream()
                        .flatMap(other -> view(catalog, other).stream())
                        .allMatch(MaterializedView::populated);
    }

    /** The materialized views that one reads, directly or through anything else. */
    private Set<ObjectId> read(ObjectId id) {
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

    private static Optional<MaterializedView> view(Catalog catalog, ObjectId id) {
        return catalog.find(id).filter(MaterializedView.class::isInstance).map(MaterializedView.class::cast);
    }
}
