package dev.belay.verify.spec;

import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** In exact mode: what is in the usual schema and not in the spec. */
record Extra(Draft draft) {
    void unexpected(ObjectType type, Entry section, Set<ObjectId> named) {
        if (!draft.exact()) {
            return;
        }
        String kind = type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        draft.expect("unexpected", kind + "s", section, seen -> {
            List<Complaint> extra = new ArrayList<>();
            for (ObjectId id : seen.catalog().objects().keySet()) {
                if (id.type() == type && id.schema().equals(draft.schema()) && !named.contains(id)) {
                    String name = id.qualifier().isEmpty() ? id.sql() : id.sql() + "(" + id.qualifier() + ")";
                    extra.addAll(Complaint.of("unexpected", name, Names.unnamed(kind)));
                }
            }
            return extra;
        });
    }
}
