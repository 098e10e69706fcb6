package dev.belay.backup;

import dev.belay.backup.archive.Section;
import dev.belay.backup.archive.TocEntry;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.MaterializedView;
import dev.belay.core.catalog.ObjectId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The entries that fill materialized views, each after those that it reads. */
final class Refreshes {
    private final Fillable fillable;
    private final Catalog chosen;
    private final SchemaEntries schema;
    private final int first;
    private final Map<ObjectId, TocEntry> entries = new LinkedHashMap<>();

    private Refreshes(Fillable fillable, Catalog chosen, SchemaEntries schema, int first) {
        this.fillable = fillable;
        this.chosen = chosen;
        this.schema = schema;
        this.first = first;
    }

    static List<TocEntry> of(Fillable fillable, Catalog chosen, SchemaEntries schema, int first) {
        Refreshes refreshes = new Refreshes(fillable, chosen, schema, first);
        chosen.objects().keySet().forEach(id -> refreshes.visit(id, new HashSet<>()));
        return List.copyOf(refreshes.entries.values());
    }

    private void visit(ObjectId id, Set<ObjectId> path) {
        Optional<MaterializedView> view = Fillable.view(chosen, id);
        if (view.isEmpty() || entries.containsKey(id) || !path.add(id) || !fillable.test(view.get())) {
            return;
        }
        Set<ObjectId> read = fillable.read(id);
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
}
