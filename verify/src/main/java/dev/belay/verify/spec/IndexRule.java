package dev.belay.verify.spec;

import dev.belay.core.catalog.Index;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code indexes: {name: "btree (a, b) WHERE c"}}, or a group with {@code def}, {@code unique}, {@code max_size} and {@code usage}. */
final class IndexRule {
    private final OfTable table;

    IndexRule(OfTable table) {
        this.table = table;
    }

    void read(Entry section) {
        section.names().forEach(this::index);
        table.nothingElse(
                "index",
                section,
                section.names().keySet(),
                (it, seen) -> table.on(seen, Index.class).stream()
                        .map(index -> index.id().name())
                        .toList());
    }

    private void index(String name, Entry entry) {
        Map<String, Entry> keys = entry.isGroup() ? entry.group("def", "unique", "max_size", "usage") : Map.of();
        Optional<String> text =
                entry.isGroup() ? Optional.ofNullable(keys.get("def")).map(Entry::text) : entry.textOrNothing();
        boolean said = text.filter(it -> it.startsWith("unique ")).isPresent();
        Optional<String> definition = text.map(it -> said ? it.substring("unique ".length()) : it);
        Optional<Boolean> unique = said
                ? Optional.of(true)
                : Optional.ofNullable(keys.get("unique")).map(Entry::flag);
        ObjectId id = ObjectId.of(ObjectType.INDEX, table.id().schema(), name);
        table.expect(
                "index",
                id.sql(),
                entry,
                (it, seen) -> seen.find(id, Index.class)
                        .map(index -> differences(id, index, definition, unique))
                        .orElseGet(() -> seen.invalidIndexes().contains(id.sql())
                                ? Complaint.of("invalid-index", id.sql(), "is invalid: no query uses it")
                                : Complaint.of("index", id.sql(), "is missing")));
        if (keys.containsKey("max_size")) {
            size(id, keys.get("max_size"));
        }
        if (keys.containsKey("usage")) {
            new UsageRule(table).read(id, keys.get("usage"));
        }
    }

    private List<Complaint> differences(
            ObjectId id, Index index, Optional<String> definition, Optional<Boolean> unique) {
        List<Complaint> complaints = new ArrayList<>();
        if (!index.table().equals(table.id().name())) {
            return Complaint.of(
                    "index",
                    id.sql(),
                    "is on " + index.table() + ", not " + table.id().name());
        }
        String actual = index.definition().replaceFirst("^USING ", "");
        definition
                .filter(wanted -> !SqlText.same(wanted.replaceFirst("(?i)^using ", ""), actual, table.schema()))
                .ifPresent(wanted ->
                        complaints.addAll(Complaint.of("index", id.sql(), "is " + actual + ", not " + wanted)));
        unique.filter(wanted -> wanted != index.unique())
                .ifPresent(wanted ->
                        complaints.addAll(Complaint.of("index", id.sql(), wanted ? "is not unique" : "is unique")));
        return complaints;
    }

    private void size(ObjectId id, Entry entry) {
        String limit = entry.text();
        String question = "SELECT pg_catalog.pg_size_bytes(" + Identifier.literal(limit)
                + ") - pg_catalog.pg_relation_size(c.oid),"
                + " pg_catalog.pg_size_pretty(pg_catalog.pg_relation_size(c.oid)) FROM pg_catalog.pg_class c JOIN"
                + " pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = "
                + Identifier.literal(id.schema()) + " AND c.relname = " + Identifier.literal(id.name());
        table.ask(
                "index-size",
                id.sql(),
                entry,
                question,
                answer -> answer.value()
                        .filter(room -> room.startsWith("-"))
                        .map(room -> Complaint.of(
                                "index-size",
                                id.sql(),
                                "has " + answer.rows().get(0).get(1) + ", more than " + limit))
                        .orElse(Complaint.none()));
    }
}
