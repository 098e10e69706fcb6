package dev.belay.verify.spec;

import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.CatalogObject;
import dev.belay.core.catalog.Index;
import dev.belay.core.catalog.ObjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What hangs on each table, found once: a spec of thousands of tables must not look through the catalog for each. */
final class ByTable {
    private record Key(String schema, String table) {}

    private final Map<Key, List<CatalogObject>> objects = new HashMap<>();

    ByTable(Catalog catalog) {
        this(catalog, id -> true);
    }

    /** Of these objects alone. */
    ByTable(Catalog catalog, Predicate<ObjectId> wanted) {
        for (CatalogObject object : catalog.objects().values()) {
            ObjectId id = object.id();
            if (!wanted.test(id)) {
                continue;
            }
            String table = switch (id.type()) {
                case INDEX -> object instanceof Index index ? index.table() : "";
                case CONSTRAINT, FOREIGN_KEY, TRIGGER, POLICY -> id.qualifier();
                case ROW_SECURITY -> id.name();
                default -> "";
            };
            if (!table.isEmpty()) {
                objects.computeIfAbsent(new Key(id.schema(), table), key -> new ArrayList<>())
                        .add(object);
            }
        }
    }

    boolean any(ObjectId table) {
        return objects.containsKey(new Key(table.schema(), table.name()));
    }

    /** The objects of one type on a table, in the order of the catalog. */
    <T extends CatalogObject> Stream<T> on(ObjectId table, Class<T> type) {
        return objects.getOrDefault(new Key(table.schema(), table.name()), List.of()).stream()
                .filter(type::isInstance)
                .map(type::cast);
    }
}
