package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What of all that goes can go before anything else is done: what nothing uses that is altered first. */
final class EarlyDrops {
    private final Verdicts verdicts;
    private final Set<ObjectId> early = new HashSet<>();

    EarlyDrops(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    /** The objects of a catalog, each after what it needs, as far as there is such an order. */
    static List<ObjectId> backwards(Catalog catalog) {
        List<ObjectId> order = new ArrayList<>(CreationOrder.of(catalog).steps().stream()
                .map(step -> step.object().id())
                .toList());
        Collections.reverse(order);
        return List.copyOf(new LinkedHashSet<>(order));
    }

    Set<ObjectId> find() {
        Set<ObjectId> going = new HashSet<>();
        Catalog before = verdicts.comparison().before();
        before.objects().keySet().stream().filter(verdicts::goes).forEach(going::add);
        // Those that hold each other go together or not at all: begin with all, and take out what something late uses.
        early.addAll(going);
        boolean shrunk = true;
        while (shrunk) {
            shrunk = early.removeIf(id -> verdicts.users().of(id).stream().anyMatch(user -> !isGone(user, id)));
        }
        return early;
    }

    private boolean isGone(ObjectId user, ObjectId gone) {
        if (early.contains(user)) {
            return true;
        }
        CatalogObject object = verdicts.comparison().before().objects().get(user);
        if (object == null) {
            return false;
        }
        if (new Attachment(verdicts).isFreeOf(gone, object)) {
            return true;
        }
        return !object.dependsOn().contains(gone)
                && object.parts().stream()
                        .filter(part -> part.dependsOn().contains(gone))
                        .allMatch(part -> verdicts.isLoosened(user, part.name()));
    }
}
