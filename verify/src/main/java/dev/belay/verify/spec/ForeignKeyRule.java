package dev.belay.verify.spec;

import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.ForeignKey;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.verify.Severity;
import dev.belay.verify.Subject;
import dev.belay.verify.check.StandardChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code foreign_keys: {name: {columns: […], references: users(id), on_delete: cascade, validated: true}}}. */
final class ForeignKeyRule {
    private static final Pattern DEFINITION =
            Pattern.compile("FOREIGN KEY \\((.*?)\\) REFERENCES (.+?)\\((.*?)\\)(.*)", Pattern.DOTALL);

    private static final String NOT_ENFORCED = " NOT ENFORCED";

    private static final Pattern NAME = Pattern.compile("\"(?:[^\"]|\"\")*\"|[^\", ]+");

    /** In the rows of the check of that name. */
    private static final int OBJECT = 2;

    private static final int SEVERITY = 3;
    private static final int MESSAGE = 4;
    private static final int HINT = 5;

    private final OfTable table;

    ForeignKeyRule(OfTable table) {
        this.table = table;
    }

    void read(Entry section) {
        section.names().forEach(this::key);
        table.nothingElse(
                "foreign key",
                section,
                section.names().keySet(),
                (it, seen) -> table.on(seen, ForeignKey.class).stream()
                        .map(key -> key.id().name())
                        .toList());
    }

    private void key(String name, Entry entry) {
        Map<String, Entry> keys = entry.isNothing()
                ? Map.of()
                : entry.group("columns", "references", "on_delete", "on_update", "validated", "indexed", "orphans");
        Optional<List<String>> columns =
                Optional.ofNullable(keys.get("columns")).map(Entry::texts);
        Optional<String> references =
                Optional.ofNullable(keys.get("references")).map(Entry::text);
        Optional<String> onDelete = action(keys.get("on_delete"));
        Optional<String> onUpdate = action(keys.get("on_update"));
        boolean validated =
                !keys.containsKey("validated") || keys.get("validated").flag();
        ObjectId id = Names.on(ObjectType.FOREIGN_KEY, table.id(), name);
        String object = Names.below(table.id(), name);
        table.expect("foreign-key", object, entry, (it, seen) -> {
            Optional<ForeignKey> found = seen.find(id, ForeignKey.class);
            if (found.isEmpty()) {
                return Complaint.of("foreign-key", object, "is missing");
            }
            List<Complaint> complaints = new ArrayList<>();
            Matcher parts = DEFINITION.matcher(found.get().definition());
            if (parts.matches()) {
                columns.filter(wanted -> !wanted.equals(plainNames(parts.group(1))))
                        .ifPresent(wanted ->
                                complaints.addAll(wrong(object, "is on (" + parts.group(1) + "), not " + wanted)));
                String target = parts.group(2) + "(" + parts.group(3) + ")";
                references
                        .filter(wanted -> !SqlText.same(wanted, target, table.schema())
                                && !wanted.equals(
                                        SqlText.brief(target, table.schema()).replace("\"", "")))
                        .ifPresent(
                                wanted -> complaints.addAll(wrong(object, "refers to " + target + ", not " + wanted)));
                onDelete.filter(wanted -> !acts(parts.group(4), "ON DELETE", wanted))
                        .ifPresent(wanted -> complaints.addAll(wrong(object, "is not ON DELETE " + wanted)));
                onUpdate.filter(wanted -> !acts(parts.group(4), "ON UPDATE", wanted))
                        .ifPresent(wanted -> complaints.addAll(wrong(object, "is not ON UPDATE " + wanted)));
            }
            if (validated && !found.get().validated()) {
                complaints.addAll(Complaint.of("not-valid-constraint", object, "is not validated"));
            } else if (validated && found.get().definition().endsWith(NOT_ENFORCED)) {
                complaints.addAll(wrong(object, "is" + NOT_ENFORCED));
            }
            return complaints;
        });
        if (keys.containsKey("indexed") && keys.get("indexed").flag()) {
            indexed(object, keys.get("indexed"));
        }
        if (keys.containsKey("orphans")) {
            orphans(id, object, keys.get("orphans"));
        }
    }

    /** An index that leads to some of the columns will do, as it does for the health check whose query this is. */
    private void indexed(String object, Entry entry) {
        String question = StandardChecks.sql("foreign-key-index");
        table.ask(
                "foreign-key",
                object,
                entry,
                catalog -> List.of(question),
                seen -> seen.answer(question).stream()
                        .flatMap(answer -> answer.rows().stream())
                        .filter(row -> object.equals(row.get(OBJECT)) && "warning".equals(row.get(SEVERITY)))
                        .map(row -> new Complaint(
                                new Subject("foreign-key-index", object),
                                Severity.ERROR,
                                String.valueOf(row.get(MESSAGE)),
                                String.valueOf(row.get(HINT))))
                        .toList(),
                seen -> Optional.empty());
    }

    private void orphans(ObjectId id, String object, Entry entry) {
        long most = entry.number();
        Function<Catalog, Optional<String>> question = catalog -> catalog.find(id)
                .filter(ForeignKey.class::isInstance)
                .flatMap(key -> orphansOf(((ForeignKey) key).definition()));
        table.ask(
                "orphans",
                object,
                entry,
                catalog -> question.apply(catalog).stream().toList(),
                seen -> question.apply(seen.catalog())
                        .flatMap(seen::answer)
                        .filter(answer -> answer.number() > most)
                        .map(answer -> Complaint.of(
                                "orphans",
                                object,
                                answer.number() == 1
                                        ? "has 1 row that refers to nothing"
                                        : "has " + answer.number() + " rows that refer to nothing"))
                        .orElse(Complaint.none()),
                seen -> Optional.empty());
    }

    /** Nothing for a key over ranges of time, whose rows refer to several others together. */
    private Optional<String> orphansOf(String definition) {
        Matcher parts = DEFINITION.matcher(definition);
        if (!parts.matches() || parts.group(1).contains("PERIOD ")) {
            return Optional.empty();
        }
        List<String> from = names(parts.group(1));
        List<String> to = names(parts.group(3));
        List<String> same = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            same.add("p." + to.get(i) + " = c." + from.get(i));
        }
        String refers = from.stream()
                .map(column -> "c." + column + " IS NOT NULL")
                .collect(Collectors.joining(parts.group(4).contains("MATCH FULL") ? " OR " : " AND "));
        return Optional.of("SELECT count(*) FROM " + table.id().sql() + " c WHERE (" + refers
                + ") AND NOT EXISTS (SELECT FROM " + parts.group(2) + " p WHERE " + String.join(" AND ", same) + ")");
    }

    /** In double quotes where they need them. */
    private static List<String> names(String list) {
        return NAME.matcher(list).results().map(MatchResult::group).toList();
    }

    /** As they are, which is how a spec writes them. */
    private static List<String> plainNames(String list) {
        return names(list).stream()
                .map(name -> name.startsWith("\"")
                        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                        : name)
                .toList();
    }

    private static List<Complaint> wrong(String object, String message) {
        return Complaint.of("foreign-key", object, message);
    }

    private static Optional<String> action(@org.jspecify.annotations.Nullable Entry entry) {
        return Optional.ofNullable(entry)
                .map(it -> it.oneOf("no action", "restrict", "cascade", "set null", "set default")
                        .toUpperCase(java.util.Locale.ROOT));
    }

    /** What the server does not print is NO ACTION. */
    private static boolean acts(String rest, String when, String wanted) {
        return wanted.equals("NO ACTION") ? !rest.contains(when) : rest.contains(when + " " + wanted);
    }

    /** The keys that say of a foreign key what it is. */
    static String keys(ForeignKey key, String schema) {
        Matcher parts = DEFINITION.matcher(key.definition());
        if (!parts.matches()) {
            return key.validated() ? "" : "validated: false";
        }
        StringBuilder text = new StringBuilder("columns: [" + parts.group(1) + "], references: ");
        text.append(YamlText.value(SqlText.brief(parts.group(2) + "(" + parts.group(3) + ")", schema)));
        for (String action : List.of("CASCADE", "RESTRICT", "SET NULL", "SET DEFAULT")) {
            String words = action.toLowerCase(java.util.Locale.ROOT);
            text.append(acts(parts.group(4), "ON UPDATE", action) ? ", on_update: " + words : "");
            text.append(acts(parts.group(4), "ON DELETE", action) ? ", on_delete: " + words : "");
        }
        boolean holds = key.validated() && !key.definition().endsWith(NOT_ENFORCED);
        return text.append(holds ? "" : ", validated: false").toString();
    }
}
