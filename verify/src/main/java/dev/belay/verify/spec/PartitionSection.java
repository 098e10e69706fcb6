package dev.belay.verify.spec;

import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.catalog.Table;
import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code partitions: {events: {covers: [now - 30 days, now + 7 days], default_empty: true, index_on_all: […]}}}. */
final class PartitionSection {
    private static final Pattern FROM_NOW = Pattern.compile("now *(?:([+-]) *(.+))?");

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private final Draft draft;

    PartitionSection(Draft draft) {
        this.draft = draft;
    }

    void read(Entry section) {
        section.names().forEach((name, entry) -> {
            ObjectId id = draft.names().id(ObjectType.TABLE, entry, name);
            Map<String, Entry> keys = entry.group("covers", "default_empty", "index_on_all");
            draft.expectObject(
                    "partitions",
                    id,
                    Table.class,
                    entry,
                    table -> table.partitionedBy().isPresent()
                            ? Complaint.none()
                            : Complaint.of("partitions", id.sql(), "is not partitioned"));
            if (keys.containsKey("default_empty") && keys.get("default_empty").flag()) {
                defaultEmpty(id, keys.get("default_empty"));
            }
            if (keys.containsKey("index_on_all")) {
                new PartitionIndexes(draft, id).read(keys.get("index_on_all"));
            }
            if (keys.containsKey("covers")) {
                covers(id, keys.get("covers"));
            }
        });
    }

    private void defaultEmpty(ObjectId id, Entry entry) {
        draft.ask(
                "partitions",
                id.sql() + " default",
                entry,
                catalog -> defaults(catalog, id).stream()
                        .map(PartitionSection::anyRow)
                        .toList(),
                seen -> defaults(seen.catalog(), id).stream()
                        .filter(one ->
                                seen.answer(anyRow(one)).flatMap(Answer::value).isPresent())
                        .flatMap(one ->
                                Complaint.of("partitions", one.id().sql(), "is the default partition, and holds rows")
                                        .stream())
                        .toList());
    }

    private static String anyRow(Table table) {
        return "SELECT 1 FROM " + table.id().sql() + " LIMIT 1";
    }

    /** The default partitions, those of partitions too. */
    private static List<Table> defaults(Catalog catalog, ObjectId parent) {
        List<Table> found = new ArrayList<>();
        for (Table table : partitions(catalog, parent)) {
            if (table.partition().orElseThrow().bound().equals("DEFAULT")) {
                found.add(table);
            } else if (table.partitionedBy().isPresent()) {
                found.addAll(defaults(catalog, table.id()));
            }
        }
        return found;
    }

    static List<Table> partitions(Catalog catalog, ObjectId parent) {
        return catalog.objects().values().stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .filter(table -> table.partition()
                        .filter(it -> it.parent().equals(parent))
                        .isPresent())
                .toList();
    }

    private void covers(ObjectId id, Entry entry) {
        List<String> ends = entry.texts();
        if (ends.size() != 2) {
            throw entry.wrong("must be two ends", "write [now - 30 days, now + 7 days], or two values");
        }
        draft.ask(
                "partitions",
                id.sql() + " covers",
                entry,
                catalog -> question(catalog, id, ends).stream().toList(),
                seen -> question(seen.catalog(), id, ends)
                        .flatMap(seen::answer)
                        .filter(answer -> answer.error().isEmpty()
                                && !answer.value().orElse("f").equals("t"))
                        .map(answer -> Complaint.of(
                                "partitions",
                                id.sql(),
                                "has no partition for all of " + ends.get(0) + " to " + ends.get(1)))
                        .orElse(Complaint.none()));
    }

    /** Whether the ranges of the partitions together hold the range that is wanted. */
    private static Optional<String> question(Catalog catalog, ObjectId id, List<String> ends) {
        String type = ends.stream().allMatch(end -> NUMBER.matcher(end).matches()) ? "numrange" : "tstzrange";
        if (catalog.find(id).isEmpty()) {
            return Optional.empty();
        }
        List<String> ranges = new PartitionRanges(catalog, (from, to) -> range(type, end(from), end(to))).of(id);
        return Optional.of("SELECT coalesce(pg_catalog.range_agg(r), '{}') @> "
                + range(type, value(ends.get(0)), value(ends.get(1)))
                + " FROM (VALUES "
                + (ranges.isEmpty()
                        ? "('empty'::" + type + ")"
                        : ranges.stream().map(it -> "(" + it + ")").collect(Collectors.joining(", ")))
                + ") v (r)");
    }

    private static String range(String type, String from, String to) {
        String bound = type.equals("numrange") ? "::numeric" : "::timestamptz";
        return "pg_catalog." + type + "(" + from + bound + ", " + to + bound + ")";
    }

    private static String end(String bound) {
        return bound.equals("MINVALUE") ? "'-infinity'" : bound.equals("MAXVALUE") ? "'infinity'" : bound;
    }

    private static String value(String text) {
        Matcher now = FROM_NOW.matcher(text.strip());
        if (!now.matches()) {
            return Identifier.literal(text);
        }
        return now.group(1) == null
                ? "pg_catalog.now()"
                : "(pg_catalog.now() " + now.group(1) + " " + Identifier.literal(now.group(2)) + "::interval)";
    }
}
