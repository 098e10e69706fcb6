package dev.belay.verify.spec;

import dev.belay.core.catalog.Check;
import dev.belay.core.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code checks: {name: "price > 0"}}, or a group with {@code expr} and {@code validated}. */
final class CheckRule {
    private final OfTable table;

    CheckRule(OfTable table) {
        this.table = table;
    }

    void read(Entry section) {
        section.names().forEach(this::check);
        table.nothingElse(
                "check",
                section,
                section.names().keySet(),
                (it, seen) -> it.checks().stream().map(Check::name).toList());
    }

    private void check(String name, Entry entry) {
        boolean group = entry.isGroup();
        Map<String, Entry> keys = group ? entry.group("expr", "validated") : Map.of();
        Optional<String> expression =
                group ? Optional.ofNullable(keys.get("expr")).map(Entry::text) : entry.textOrNothing();
        boolean validated =
                !keys.containsKey("validated") || keys.get("validated").flag();
        String object = Names.below(table.id(), name);
        table.expect("check", object, entry, (it, seen) -> {
            Optional<Check> found = find(it, name);
            if (found.isEmpty()) {
                return Complaint.of("check", object, "is missing");
            }
            List<Complaint> complaints = new ArrayList<>();
            expression
                    .filter(wanted -> !SqlText.same(wanted, expression(found.get()), table.schema()))
                    .ifPresent(wanted -> complaints.addAll(
                            Complaint.of("check", object, "asks for " + expression(found.get()) + ", not " + wanted)));
            if (validated && found.get().definition().endsWith(" NOT ENFORCED")) {
                complaints.addAll(Complaint.of("check", object, "is NOT ENFORCED"));
            } else if (validated && !found.get().validated()) {
                complaints.addAll(Complaint.of("not-valid-constraint", object, "is not validated"));
            }
            return complaints;
        });
    }

    private static Optional<Check> find(Table table, String name) {
        return table.checks().stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /** Without {@code CHECK (…)} around it. */
    static String expression(Check check) {
        String text = check.definition()
                .replaceFirst("^CHECK ", "")
                .replaceFirst("( NO INHERIT| NOT VALID| NOT ENFORCED)+$", "");
        return unwrapped(text);
    }

    private static String unwrapped(String text) {
        String inner = text;
        while (inner.startsWith("(") && inner.endsWith(")") && SqlText.wrapped(inner)) {
            inner = inner.substring(1, inner.length() - 1);
        }
        return inner;
    }
}
