package dev.belay.verify.spec;

import dev.belay.core.catalog.EnumType;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import java.util.List;

/** {@code enums: {mood: [sad, ok, happy]}}: all labels, in their order. */
record EnumSection(Draft draft) {
    void read(Entry section) {
        section.names().forEach((name, entry) -> {
            List<String> labels = entry.texts();
            ObjectId id = draft.names().id(ObjectType.TYPE, entry, name);
            draft.expectObject(
                    "enum",
                    id,
                    EnumType.class,
                    entry,
                    found -> found.labels().equals(labels)
                            ? Complaint.none()
                            : Complaint.of("enum", id.sql(), "is " + found.labels() + ", not " + labels));
        });
    }
}
