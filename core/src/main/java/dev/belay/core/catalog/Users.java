package dev.belay.core.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who in a catalog uses whom, what a selection has left out included. */
final class Users {
    private final Catalog catalog;
    private final Map<ObjectId, SortedSet<ObjectId>> users = new HashMap<>();

    Users(Catalog catalog) {
        this.catalog = catalog;
        catalog.everything()
                .values()
                .forEach(object -> Comparison.needs(object)
                        .forEach(needed -> users.computeIfAbsent(needed, key -> new TreeSet<>())
                                .add(object.id())));
    }

    SortedSet<ObjectId> of(ObjectId id) {
        return users.getOrDefault(id, new TreeSet<>());
    }

    /** Whether the definition of an object speaks of a name. */
    boolean mentions(ObjectId user, String name) {
        CatalogObject object = catalog.everything().get(user);
        return object != null && Mention.of(name, object.create());
    }
}
