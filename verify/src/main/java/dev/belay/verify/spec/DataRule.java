package dev.belay.verify.spec;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code data: {none: ["balance < 0"], unique: [[email]]}} and {@code analyzed: true}. */
final class DataRule {
    private final OfTable table;

    DataRule(OfTable table) {
        this.table = table;
    }

    void data(Entry section) {
        Map<String, Entry> keys = section.group("none", "unique");
        if (keys.containsKey("none")) {
            keys.get("none").items().forEach(this::none);
        }
        if (keys.containsKey("unique")) {
            Entry unique = keys.get("unique");
            boolean several = unique.isList() && unique.items().stream().anyMatch(Entry::isList);
            (several ? unique.items() : List.of(unique)).forEach(this::unique);
        }
    }

    private void none(Entry entry) {
        String condition = entry.text();
        String object = table.id().sql();
        table.ask(
                "data",
                object + " " + condition,
                entry,
                "SELECT count(*) FROM " + object + " WHERE (" + condition + "\n)",
                answer -> answer.number() == 0
                        ? Complaint.none()
                        : Complaint.of(
                                "data", object + " " + condition, "is true of " + count(answer.number(), "row")));
    }

    private void unique(Entry entry) {
        String columns = entry.texts().stream().map(Identifier::quote).collect(Collectors.joining(", "));
        String object = table.id().sql();
        String what = object + " " + entry.texts();
        table.ask(
                "data",
                what,
                entry,
                "SELECT count(*) FROM (SELECT FROM " + object + " GROUP BY " + columns
                        + " HAVING count(*) > 1) doubles",
                answer -> answer.number() == 0
                        ? Complaint.none()
                        : Complaint.of(
                                "data", what, "is not unique: " + count(answer.number(), "value") + " more than once"));
    }

    void analyzed(Entry entry) {
        if (!entry.flag()) {
            return;
        }
        String object = table.id().sql();
        table.ask(
                "analyzed",
                object,
                entry,
                "SELECT coalesce(last_analyze, last_autoanalyze) IS NOT NULL FROM pg_catalog.pg_stat_all_tables"
                        + " WHERE schemaname = " + Identifier.literal(table.id().schema()) + " AND relname = "
                        + Identifier.literal(table.id().name()),
                answer -> answer.value().filter("t"::equals).isPresent()
                        ? Complaint.none()
                        : Complaint.of("analyzed", object, "was not analyzed"));
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
