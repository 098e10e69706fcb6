package dev.belay.verify.spec;

import dev.belay.core.catalog.Firing;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.catalog.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code triggers: {name: {enabled: origin, def_contains: AFTER INSERT, function: …, fires: {…}}}}. */
final class TriggerRule {
    private final OfTable table;

    TriggerRule(OfTable table) {
        this.table = table;
    }

    void read(Entry section) {
        section.names().forEach(this::trigger);
        table.nothingElse(
                "trigger",
                section,
                section.names().keySet(),
                (it, seen) -> table.on(seen, Trigger.class).stream()
                        .map(trigger -> trigger.id().name())
                        .toList());
    }

    private void trigger(String name, Entry entry) {
        Map<String, Entry> keys =
                entry.isGroup() ? entry.group("enabled", "def_contains", "function", "fires") : Map.of();
        String enabled = Optional.ofNullable(keys.get("enabled"))
                .map(it -> it.oneOf("origin", "always", "replica", "disabled"))
                .orElse("origin");
        Optional<String> contains = entry.isGroup()
                ? Optional.ofNullable(keys.get("def_contains")).map(Entry::text)
                : entry.textOrNothing();
        Optional<String> function = Optional.ofNullable(keys.get("function")).map(Entry::text);
        ObjectId id = Names.on(ObjectType.TRIGGER, table.id(), name);
        String object = Names.below(table.id(), name);
        table.expect("trigger", object, entry, (it, seen) -> {
            Optional<Trigger> found = seen.find(id, Trigger.class);
            if (found.isEmpty()) {
                return Complaint.of("trigger", object, "is missing");
            }
            List<Complaint> complaints = new ArrayList<>();
            firing(object, enabled, found.get().firing()).ifPresent(complaints::add);
            String definition = SqlText.plain(found.get().definition(), table.schema());
            contains.filter(wanted -> !definition.contains(SqlText.plain(wanted, table.schema())))
                    .ifPresent(wanted -> complaints.addAll(
                            Complaint.of("trigger", object, "is " + found.get().definition() + ", without " + wanted)));
            function.filter(wanted ->
                            !definition.contains("execute function " + SqlText.plain(wanted, table.schema()) + " ("))
                    .ifPresent(
                            wanted -> complaints.addAll(Complaint.of("trigger", object, "does not execute " + wanted)));
            return complaints;
        });
        if (keys.containsKey("fires")) {
            new TrialRules(table.draft()).fires(object, keys.get("fires"));
        }
    }

    private static Optional<Complaint> firing(String object, String wanted, Firing actual) {
        String is = actual.name().toLowerCase(Locale.ROOT);
        if (is.equals(wanted)) {
            return Optional.empty();
        }
        String check = actual == Firing.DISABLED ? "disabled-trigger" : "trigger";
        return Complaint.of(check, object, "is enabled for " + is + ", not " + wanted).stream()
                .map(it -> actual == Firing.DISABLED
                        ? new Complaint(it.subject(), it.severity(), "is disabled", it.hint())
                        : it)
                .findFirst();
    }
}
