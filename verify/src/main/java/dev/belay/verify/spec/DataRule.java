package dev.belay.verify.spec;

import dev.belay.core.Amount;
import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code data: {none: ["balance < 0"], unique: [[email]], null_frac: {email: 0}}}. */
final class DataRule {
    private final OfTable table;

    DataRule(OfTable table) {
        this.table = table;
    }

    void data(Entry section) {
        Map<String, Entry> keys = section.group("none", "unique", "null_frac", "unchanged_since");
        if (keys.containsKey("none")) {
            keys.get("none").items().forEach(this::none);
        }
        if (keys.containsKey("unchanged_since")) {
            new UnchangedRule(table, true).read(keys.get("unchanged_since"));
        }
        if (keys.containsKey("null_frac")) {
            keys.get("null_frac").names().forEach(this::nulls);
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
                                "data", object + " " + condition, "is true of " + Amount.of(answer.number(), "row")));
    }

    private void nulls(String column, Entry entry) {
        double most = entry.fraction();
        String object = Names.below(table.id(), column);
        table.ask(
                "nulls",
                object,
                entry,
                "SELECT count(*) - count(" + Identifier.quote(column) + "), count(*) FROM "
                        + table.id().sql(),
                answer -> {
                    long all =
                            Long.parseLong(String.valueOf(answer.rows().get(0).get(1)));
                    return answer.number() <= most * all
                            ? Complaint.none()
                            : Complaint.of(
                                    "nulls",
                                    object,
                                    "is null in " + answer.number() + " of " + Amount.of(all, "row")
                                            + (most == 0 ? "" : ", more than " + entry.text()));
                });
    }

    private void unique(Entry entry) {
        String columns = entry.texts().stream().map(Identifier::quote).collect(Collectors.joining(", "));
        // As a unique constraint sees it: nulls are no doubles.
        String known = entry.texts().stream()
                .map(name -> Identifier.quote(name) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        String object = table.id().sql();
        String what = object + " " + entry.texts();
        table.ask(
                "data",
                what,
                entry,
                "SELECT count(*) FROM (SELECT FROM " + object + " WHERE " + known + " GROUP BY " + columns
                        + " HAVING count(*) > 1) doubles",
                answer -> answer.number() == 0
                        ? Complaint.none()
                        : Complaint.of(
                                "data",
                                what,
                                "is not unique: " + Amount.of(answer.number(), "value") + " more than once"));
    }
}
