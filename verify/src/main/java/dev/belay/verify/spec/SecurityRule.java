package dev.belay.verify.spec;

import dev.belay.core.Nearest;
import dev.belay.core.catalog.Column;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.catalog.Policy;
import dev.belay.core.catalog.RowSecurity;
import dev.belay.verify.Severity;
import dev.belay.verify.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code rls: {enabled: true, forced: false, policies: […]}} and {@code grants: {reader: [select], public: []}}. */
final class SecurityRule {
    private static final String ROLE = "role";

    private static final String ROLES = "SELECT rolname FROM pg_catalog.pg_roles ORDER BY 1";

    private final OfTable table;

    SecurityRule(OfTable table) {
        this.table = table;
    }

    void rowSecurity(Entry entry) {
        Map<String, Entry> keys = entry.group("enabled", "forced", "policies");
        String object = table.id().sql();
        ObjectId id = ObjectId.of(
                ObjectType.ROW_SECURITY, table.id().schema(), table.id().name());
        flag(keys, "enabled", object, id);
        flag(keys, "forced", object, id);
        if (keys.containsKey("policies")) {
            Entry policies = keys.get("policies");
            List<String> names = policies.texts();
            for (String name : names) {
                String policy = Names.below(table.id(), name);
                table.expect(
                        "policy",
                        policy,
                        policies,
                        (it, seen) -> seen.has(Names.on(ObjectType.POLICY, table.id(), name))
                                ? Complaint.none()
                                : Complaint.of("policy", policy, "is missing"));
            }
            table.nothingElse(
                    "policy",
                    policies,
                    Set.copyOf(names),
                    (it, seen) -> table.on(seen, Policy.class).stream()
                            .map(policy -> policy.id().name())
                            .toList());
        }
    }

    private void flag(Map<String, Entry> keys, String key, String object, ObjectId id) {
        if (!keys.containsKey(key)) {
            return;
        }
        boolean wanted = keys.get(key).flag();
        table.expect("row-security", object, keys.get(key), (it, seen) -> {
            boolean is = seen.find(id, RowSecurity.class)
                    .filter(rls -> key.equals("enabled") ? rls.enabled() : rls.forced())
                    .isPresent();
            return is == wanted
                    ? Complaint.none()
                    : Complaint.of("row-security", object, "has row-level security " + (is ? "" : "not ") + key);
        });
    }

    /** Each named role has exactly these privileges; roles that are not named count in exact mode only. */
    void grants(Entry section) {
        section.names().forEach((role, entry) -> {
            SortedSet<String> wanted = entry.texts().stream()
                    .map(word -> word.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toCollection(TreeSet::new));
            known(role, entry);
            String object = table.id().sql() + " " + role;
            table.expect("grant", object, entry, (it, seen) -> {
                Set<String> held = it.head().privileges().byRole().getOrDefault(role, new TreeSet<>());
                List<Complaint> complaints = new ArrayList<>(differences(object, wanted, held));
                it.columns().forEach(column -> complaints.addAll(onColumn(object, wanted, held, role, column)));
                return complaints;
            });
        });
        table.nothingElse(
                "grantee",
                section,
                section.names().keySet(),
                (it, seen) -> Stream.concat(
                                Stream.of(it.head().privileges()),
                                it.columns().stream().map(Column::privileges))
                        .flatMap(privileges -> privileges.byRole().keySet().stream())
                        .distinct()
                        .filter(role -> it.head().owner().filter(role::equals).isEmpty())
                        .toList());
    }

    /** A name that is no role has no privileges, and looked like a role that has none. */
    private void known(String role, Entry entry) {
        if (role.equals("public") || !table.draft().firstMention(role)) {
            return;
        }
        table.draft().ask(ROLE, role, entry, catalog -> List.of(ROLES), seen -> {
            List<String> roles = seen.answer(ROLES).stream()
                    .flatMap(answer -> answer.rows().stream())
                    .map(row -> String.valueOf(row.get(0)))
                    .toList();
            return roles.contains(role)
                    ? Complaint.none()
                    : List.of(new Complaint(
                            new Subject(ROLE, role),
                            Severity.ERROR,
                            "is no role of this server",
                            Nearest.to(role, roles)
                                    .map(near -> "did you mean \"" + near + "\"?")
                                    .orElse("")));
        });
    }

    /** What a role was granted on a column alone. */
    private static List<Complaint> onColumn(
            String object, Set<String> wanted, Set<String> held, String role, Column column) {
        Set<String> extra = new TreeSet<>(column.privileges().byRole().getOrDefault(role, new TreeSet<>()));
        extra.removeAll(wanted);
        extra.removeAll(held);
        return extra.isEmpty()
                ? Complaint.none()
                : Complaint.of("grant", object, "may also " + String.join(", ", extra) + " column " + column.name());
    }

    private static List<Complaint> differences(String object, Set<String> wanted, Set<String> held) {
        List<Complaint> complaints = new ArrayList<>();
        Set<String> lacking = new TreeSet<>(wanted);
        lacking.removeAll(held);
        Set<String> extra = new TreeSet<>(held);
        extra.removeAll(wanted);
        if (!lacking.isEmpty()) {
            complaints.addAll(Complaint.of("grant", object, "lacks " + String.join(", ", lacking)));
        }
        if (!extra.isEmpty()) {
            complaints.addAll(Complaint.of("grant", object, "may also " + String.join(", ", extra)));
        }
        return complaints;
    }
}
