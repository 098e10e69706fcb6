package dev.belay.verify.spec;

import dev.belay.core.catalog.CatalogObject;
import dev.belay.core.catalog.Column;
import dev.belay.core.catalog.MaterializedView;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.catalog.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code views:} and {@code materialized_views:}, each of which must execute unless {@code executes: false}. */
final class ViewSection {
    private final Draft draft;
    private final ObjectType type;

    ViewSection(Draft draft, ObjectType type) {
        this.draft = draft;
        this.type = type;
    }

    void read(Entry section) {
        if (section.isList()) {
            section.items()
                    .forEach(item -> view(
                            draft.names().id(type, item, item.text()),
                            new Entry(item.file(), item.path(), item.line(), Optional.empty())));
            nothingElse(section, ids(section, Set.copyOf(section.texts())));
            return;
        }
        Map<String, Entry> names = section.names();
        names.forEach((name, entry) -> view(draft.names().id(type, entry, name), entry));
        nothingElse(section, ids(section, names.keySet()));
    }

    private Set<ObjectId> ids(Entry section, Set<String> names) {
        return names.stream().map(name -> draft.names().id(type, section, name)).collect(Collectors.toSet());
    }

    private void nothingElse(Entry section, Set<ObjectId> named) {
        new Extra(draft).unexpected(type, section, named);
    }

    private void view(ObjectId id, Entry entry) {
        Map<String, Entry> keys =
                entry.isNothing() ? Map.of() : entry.group("columns", "executes", "populated", "hash");
        Optional<List<String>> columns =
                Optional.ofNullable(keys.get("columns")).map(Entry::texts);
        Optional<String> hash = Optional.ofNullable(keys.get("hash")).map(TextHash::read);
        boolean populated =
                keys.containsKey("populated") && keys.get("populated").flag();
        draft.expect("view", id.sql(), entry, seen -> {
            Optional<CatalogObject> found = seen.catalog().find(id);
            if (found.isEmpty()) {
                return Complaint.of("view", id.sql(), "is missing");
            }
            if (populated && found.get() instanceof MaterializedView view && !view.populated()) {
                return Complaint.of("view", id.sql(), "is not populated");
            }
            Optional<String> definition = hash.filter(wanted -> !TextHash.matches(wanted, query(found.get())));
            if (definition.isPresent()) {
                return Complaint.of(
                        "view",
                        id.sql(),
                        "has another definition: its hash is " + TextHash.of(query(found.get())) + ", not "
                                + definition.get());
            }
            List<String> actual =
                    columns(found.get()).stream().map(Column::name).toList();
            return columns.filter(wanted -> !wanted.equals(actual))
                    .map(wanted -> Complaint.of("view", id.sql(), "has the columns " + actual + ", not " + wanted))
                    .orElse(Complaint.none());
        });
        if (!keys.containsKey("executes") || keys.get("executes").flag()) {
            // All columns and one row: what is not asked for is not computed.
            String question = "SELECT * FROM " + id.sql() + " LIMIT 1";
            draft.ask(
                    "view",
                    id.sql(),
                    entry,
                    catalog ->
                            catalog.find(id).filter(ViewSection::readable).isPresent() ? List.of(question) : List.of(),
                    seen -> Complaint.none());
        }
    }

    /** One that is not populated cannot be read, and may be meant to be so. */
    private static boolean readable(CatalogObject view) {
        return !(view instanceof MaterializedView materialized) || materialized.populated();
    }

    private static String query(CatalogObject view) {
        return view instanceof View plain ? plain.query() : ((MaterializedView) view).query();
    }

    private static List<Column> columns(CatalogObject view) {
        return view instanceof View plain ? plain.columns() : ((MaterializedView) view).columns();
    }
}
