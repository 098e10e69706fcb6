package dev.belay.verify.spec;

import dev.belay.core.apply.Standing;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.CatalogObject;
import dev.belay.core.catalog.EnumType;
import dev.belay.core.catalog.MaterializedView;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.Routine;
import dev.belay.core.catalog.SchemaDiff;
import dev.belay.core.catalog.Table;
import dev.belay.core.catalog.View;
import dev.belay.verify.Finding;
import dev.belay.verify.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes a spec of what a database is now: what people would promise, in an order that does not change, and nothing that a
 * day's work changes, such as numbers of rows.
 */
public final class SpecWriter {
    private final Catalog catalog;
    private final String schema;
    private final Change change;
    private final StringBuilder out = new StringBuilder();

    private SpecWriter(Catalog catalog, String schema, Change change) {
        this.catalog = catalog;
        this.schema = schema;
        this.change = change;
    }

    /**
     * The text of a spec that holds.
     *
     * @param findings of the health checks, which are accepted for now
     * @param standing of the migrations, where there are any
     */
    public static String of(Catalog catalog, List<Finding> findings, Optional<Standing> standing) {
        SpecWriter writer = new SpecWriter(catalog, usual(catalog), Change.EVERYTHING);
        writer.write(findings, standing);
        return writer.out.toString();
    }

    /**
     * The part of a spec that one change adds: what it brings, of a table that was there before only that.
     *
     * @param catalog after the change
     * @param change what it changed
     */
    public static String part(Catalog catalog, SchemaDiff change) {
        SpecWriter writer = new SpecWriter(catalog, usual(catalog), new Change(change));
        change.removed()
                .forEach(id -> writer.out.append("# dropped: ").append(id).append('\n'));
        writer.out
                .append("version: 1\ndefaults: {schema: ")
                .append(YamlText.value(writer.schema))
                .append("}\n");
        writer.objects();
        return writer.out.toString();
    }

    /** The schema with the most tables. */
    private static String usual(Catalog catalog) {
        Map<String, Long> tables = new TreeMap<>(catalog.objects().values().stream()
                .filter(Table.class::isInstance)
                .collect(Collectors.groupingBy(object -> object.id().schema(), Collectors.counting())));
        return tables.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(entry -> entry.getKey().equals("public")))
                .map(Map.Entry::getKey)
                .orElse("public");
    }

    private void write(List<Finding> findings, Optional<Standing> standing) {
        out.append("# What this database should be. belay verify holds it against this file.\nversion: 1\n");
        out.append("defaults: {schema: ").append(YamlText.value(schema)).append("}\n");
        standing.ifPresent(this::history);
        objects();
        accept(findings);
    }

    /** What does not hold now is left to whoever makes it hold. */
    private void history(Standing standing) {
        List<Complaint> complaints = new HistoryWish("", OptionalLong.of(0), true).judge(standing);
        if (!complaints.isEmpty()) {
            Complaint first = complaints.get(0);
            out.append("# not so when this was written: ")
                    .append(first.subject().object().replace('\n', ' '))
                    .append(' ')
                    .append(first.message().replace('\n', ' '))
                    .append(complaints.size() > 1 ? ", and " + (complaints.size() - 1) + " more\n# " : "\n# ");
        }
        out.append("history: {pending: 0, checksums_match: true}\n");
    }

    private void objects() {
        ByTable tables = new ByTable(catalog, change::brings);
        section(
                "tables",
                all(Table.class).stream()
                        .filter(table -> table.partition().isEmpty())
                        .filter(table -> change.touches(table) || tables.any(table.id()))
                        .map(table -> new TableText(tables, change.of(table), name(table.id()), schema).text())
                        .toList());
        section(
                "views",
                all(View.class).stream()
                        .filter(object -> change.brings(object.id()))
                        .map(view -> "  " + YamlText.value(name(view.id())) + ":\n")
                        .toList());
        section(
                "materialized_views",
                all(MaterializedView.class).stream()
                        .filter(object -> change.brings(object.id()))
                        .map(view -> "  " + YamlText.value(name(view.id())) + ":\n")
                        .toList());
        section(
                "functions",
                all(Routine.class).stream()
                        .filter(routine -> change.brings(routine.id()))
                        .filter(routine -> routine.result().isPresent())
                        .map(this::function)
                        .toList());
        section(
                "enums",
                all(EnumType.class).stream()
                        .filter(object -> change.brings(object.id()))
                        .map(type ->
                                "  " + YamlText.value(name(type.id())) + ": " + YamlText.list(type.labels()) + "\n")
                        .toList());
    }

    private <T extends CatalogObject> List<T> all(Class<T> type) {
        return catalog.objects().values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .sorted(Comparator.comparing((T object) -> !object.id().schema().equals(schema))
                        .thenComparing(CatalogObject::id))
                .toList();
    }

    private void section(String key, List<String> texts) {
        if (!texts.isEmpty()) {
            out.append('\n').append(key).append(":\n");
            texts.forEach(out::append);
        }
    }

    private String name(ObjectId id) {
        return id.schema().equals(schema) ? part(id.name()) : part(id.schema()) + "." + part(id.name());
    }

    private static String part(String name) {
        return name.contains(".") || name.contains("\"") ? '"' + name.replace("\"", "\"\"") + '"' : name;
    }

    private String function(Routine routine) {
        String security = routine.securityDefiner() ? ", security: definer" : "";
        return "  " + YamlText.quoted(name(routine.id()) + "(" + routine.id().qualifier() + ")") + ": {returns: "
                + YamlText.value(routine.result().orElse("")) + ", volatility: "
                + routine.volatility().toLowerCase(Locale.ROOT) + security + "}\n";
    }

    private void accept(List<Finding> findings) {
        section(
                "accept",
                findings.stream()
                        .filter(finding -> finding.severity().compareTo(Severity.WARNING) >= 0)
                        .map(finding -> "  - {check: " + finding.check() + ", object: "
                                + YamlText.value(finding.object()) + ", reason: "
                                + YamlText.quoted("there when this file was written: " + finding.message()) + "}\n")
                        .toList());
    }
}
