package dev.belay.tui.report;

import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.CatalogObject;
import dev.belay.core.catalog.Described;
import dev.belay.core.catalog.Fingerprint;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is in a database: as a tree of names for people, with every fact and the SQL for programs. */
public record SchemaReport(Where where, Catalog catalog) implements Report {
    @Override
    public void text(Page page) {
        page.line(Tone.STRONG, where.line());
        SortedMap<String, SortedMap<ObjectType, List<CatalogObject>>> tree = new TreeMap<>();
        for (CatalogObject object : catalog.objects().values()) {
            if (object.id().type() != ObjectType.SCHEMA) {
                tree.computeIfAbsent(object.id().schema(), schema -> new TreeMap<>())
                        .computeIfAbsent(object.id().type(), type -> new ArrayList<>())
                        .add(object);
            }
        }
        tree.forEach((schema, types) -> {
            page.line(Tone.STRONG, schema.isEmpty() ? "in no schema" : "schema " + Visible.line(schema));
            types.forEach((type, objects) -> {
                page.line("  " + plural(type, objects.size()));
                objects.forEach(object -> page.line("    " + Visible.line(name(object.id()))));
            });
        });
        page.gap();
        page.line(Tone.FAINT, fingerprint().toString());
    }

    private static String name(ObjectId id) {
        return switch (id.type()) {
            case FUNCTION, PROCEDURE, AGGREGATE, OPERATOR -> id.name() + "(" + id.qualifier() + ")";
            case CONSTRAINT, FOREIGN_KEY, TRIGGER, RULE, POLICY -> id.name() + " on " + id.qualifier();
            default -> id.qualifier().isEmpty() ? id.name() : id.name() + " (" + id.qualifier() + ")";
        };
    }

    private static String plural(ObjectType type, int count) {
        return Spans.count(count, type.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private Fingerprint fingerprint() {
        return Fingerprint.of(Described.of(catalog));
    }

    @Override
    public void json(Json json) {
        where.json(json);
        Map<ObjectId, SortedMap<String, String>> facts = Described.of(catalog).objects();
        json.number("major", catalog.major()).text("fingerprint", fingerprint().toString());
        json.list("objects", catalog.objects().values(), object -> {
            DiffReport.object(json, object.id());
            json.text("owner", object.head().owner())
                    .text("comment", object.head().comment());
            json.object(
                    "facts",
                    members -> facts.getOrDefault(object.id(), new TreeMap<>()).forEach(members::text));
            json.text("sql", object.create());
        });
        json.list("missing", catalog.missing(), missing -> {
            DiffReport.object(json, missing.id());
            json.text("what", missing.what()).text("help", missing.help());
        });
    }
}
