package dev.belay.verify.spec;

import dev.belay.core.catalog.Constraint;
import java.util.List;

/** {@code primary_key: [id]} and {@code unique: [[email], [a, b]]}. */
final class KeyRule {
    private final OfTable table;

    KeyRule(OfTable table) {
        this.table = table;
    }

    void primary(Entry entry) {
        List<String> columns = entry.texts();
        String object = table.id().sql();
        table.expect("primary-key", object, entry, (it, seen) -> {
            List<List<String>> keys = keys(seen, "PRIMARY KEY");
            if (keys.contains(columns)) {
                return Complaint.none();
            }
            return Complaint.of(
                    "primary-key",
                    object,
                    keys.isEmpty()
                            ? "has no primary key, and should have one on " + columns
                            : "has its primary key on " + keys.get(0) + ", not " + columns);
        });
    }

    void unique(Entry entry) {
        boolean several = entry.isList() && entry.items().stream().anyMatch(Entry::isList);
        for (Entry key : several ? entry.items() : List.of(entry)) {
            List<String> columns = key.texts();
            String object = table.id().sql() + " " + columns;
            table.expect(
                    "unique",
                    object,
                    key,
                    (it, seen) -> keys(seen, "UNIQUE").contains(columns)
                            ? Complaint.none()
                            : Complaint.of("unique", object, "has no such unique constraint"));
        }
    }

    private List<List<String>> keys(Observation seen, String rule) {
        return table.on(seen, Constraint.class).stream()
                .filter(constraint -> constraint.rule().equals(rule))
                .map(Constraint::columns)
                .toList();
    }
}
