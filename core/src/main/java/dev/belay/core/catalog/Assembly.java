package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Turns the rows of one snapshot into a catalog, without a connection: first every entry of a catalog gets its name, then
 * each row becomes a value that can speak of others by name.
 */
final class Assembly {
    private final int major;
    private final List<Found> found = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();
    private final Set<Handle> unreadable = new HashSet<>();
    private final Map<String, Map<Long, List<Row>>> details = new HashMap<>();
    private final Map<Handle, Handle> extensionOf = new HashMap<>();
    private final Map<Handle, List<String>> ties = new HashMap<>();
    private final Map<Handle, Handle> aliases = new HashMap<>();
    private final Set<Handle> parts = new HashSet<>();
    private final Map<Handle, List<Handle>> needs = new HashMap<>();
    private final Map<Handle, Map<Integer, String>> comments = new HashMap<>();
    private final Map<Handle, Map<Integer, List<SecurityLabel>>> labels = new HashMap<>();

    Assembly(int major) {
        this.major = major;
    }

    private record Found(KindQuery kind, Row row, Handle handle, ObjectId id) {}

    void objects(KindQuery kind, List<Row> rows) {
        for (Row row : rows) {
            Handle handle = handle(row, "catalog", "oid");
            if (unreadable(row)) {
                unreadable.add(handle);
            } else {
                found.add(new Found(kind, row, handle, id(row)));
            }
        }
        missing(rows);
    }

    /** Notes the rows of objects that cannot be read, and tells whether there are any. */
    boolean missing(List<Row> rows) {
        List<Missing> here = rows.stream()
                .filter(Assembly::unreadable)
                .map(row -> new Missing(id(row), row.text("missing"), row.text("help")))
                .toList();
        missing.addAll(here);
        return !here.isEmpty();
    }

    private static boolean unreadable(Row row) {
        return row.has("missing") && row.present("missing");
    }

    private static ObjectId id(Row row) {
        return new ObjectId(
                ObjectType.valueOf(row.text("type")),
                row.text("schema"),
                row.text("name"),
                row.has("qualifier") ? row.text("qualifier") : "");
    }

    boolean has(String query) {
        return details.containsKey(query);
    }

    void details(String query, List<Row> rows) {
        Map<Long, List<Row>> grouped = new HashMap<>();
        for (Row row : rows) {
            grouped.computeIfAbsent(row.big("part_of"), oid -> new ArrayList<>())
                    .add(row);
        }
        details.put(query, grouped);
    }

    void members(List<Row> rows) {
        for (Row row : rows) {
            extensionOf.put(handle(row, "catalog", "oid"), new Handle(Handle.PG_EXTENSION, row.big("extension")));
        }
    }

    /** What goes with an extension without being its member. */
    void ties(List<Row> rows) {
        for (Row row : rows) {
            ties.computeIfAbsent(handle(row, "catalog", "oid"), handle -> new ArrayList<>())
                    .add(row.text("extension"));
        }
    }

    void aliases(List<Row> rows) {
        for (Row row : rows) {
            Handle alias = handle(row, "catalog", "oid");
            aliases.put(alias, handle(row, "object_catalog", "object_oid"));
            if (row.flag("part")) {
                parts.add(alias);
            }
        }
    }

    void needs(List<Row> rows) {
        for (Row row : rows) {
            needs.computeIfAbsent(handle(row, "catalog", "oid"), handle -> new ArrayList<>())
                    .add(handle(row, "needed_catalog", "needed_oid"));
        }
    }

    void comments(List<Row> rows) {
        for (Row row : rows) {
            comments.computeIfAbsent(handle(row, "catalog", "oid"), handle -> new HashMap<>())
                    .put(row.number("part"), row.text("text"));
        }
    }

    void labels(List<Row> rows) {
        for (Row row : rows) {
            labels.computeIfAbsent(handle(row, "catalog", "oid"), handle -> new HashMap<>())
                    .computeIfAbsent(row.number("part"), column -> new ArrayList<>())
                    .add(new SecurityLabel(row.text("provider"), row.text("label")));
        }
    }

    /** What the server says depends on something, and nothing that was read is, has as a part, or brings along. */
    Set<Handle> unresolved() {
        Set<Handle> handles = new HashSet<>(needs.keySet());
        handles.removeIf(handle -> handle.catalog() == 0);
        found.forEach(one -> handles.remove(one.handle()));
        unreadable.forEach(handles::remove);
        extensionOf.keySet().forEach(handles::remove);
        // Where an alias leads nowhere, that object is itself among these.
        aliases.keySet().forEach(handles::remove);
        return handles;
    }

    /** What is there and no kind is for. */
    void unknown(List<Missing> objects) {
        missing.addAll(objects);
    }

    Catalog catalog(DatabaseProperties properties) {
        Map<Handle, ObjectId> ids = new HashMap<>();
        for (Found one : found) {
            if (!ofExtension(one)) {
                ids.put(one.handle(), one.id());
            }
        }
        extensionOf.forEach((member, extension) -> {
            ObjectId id = ids.get(extension);
            if (id != null) {
                ids.put(member, id);
            }
        });
        Map<Handle, List<Handle>> needsOfAliases = new HashMap<>();
        for (Handle alias : aliases.keySet()) {
            Handle object = root(alias);
            ObjectId id = ids.get(object);
            if (id != null) {
                ids.putIfAbsent(alias, id);
            }
            if (!parts.contains(alias)) {
                needsOfAliases
                        .computeIfAbsent(object, handle -> new ArrayList<>())
                        .add(alias);
            }
        }
        Context context = new Context(major, ids, needs, comments, labels, details);
        List<CatalogObject> objects = new ArrayList<>();
        for (Found one : found) {
            if (!ofExtension(one)) {
                List<Handle> handles = needsOfAliases.getOrDefault(one.handle(), List.of());
                objects.add(one.kind().maker().make(head(one, handles, context), one.row(), context));
            }
        }
        return new Catalog(major, objects, missing, Optional.of(properties));
    }

    /** Whether {@code CREATE EXTENSION} makes it: as a member, or with a table that is one. */
    private boolean ofExtension(Found one) {
        return extensionOf.containsKey(one.handle())
                || (one.row().has("of_table")
                        && extensionOf.containsKey(
                                new Handle(Handle.PG_CLASS, one.row().big("of_table"))));
    }

    private Handle root(Handle alias) {
        Handle at = alias;
        while (aliases.containsKey(at)) {
            at = aliases.get(at);
        }
        return at;
    }

    private Head head(Found one, List<Handle> aliases, Context context) {
        Row row = one.row();
        SortedSet<ObjectId> dependsOn = new TreeSet<>(context.dependencies(one.handle()));
        List<String> extensions = new ArrayList<>(ties.getOrDefault(one.handle(), List.of()));
        for (Handle alias : aliases) {
            dependsOn.addAll(context.dependencies(alias));
            extensions.addAll(ties.getOrDefault(alias, List.of()));
        }
        dependsOn.remove(one.id());
        return new Head(
                one.id(),
                row.has("owner") ? row.optional("owner") : Optional.empty(),
                context.comment(one.handle(), 0),
                privileges(row, ""),
                context.labels(one.handle(), 0),
                dependsOn,
                extensions);
    }

    /** Of the columns {@code acl} and {@code acl_standard}, under that prefix. */
    static Privileges privileges(Row row, String prefix) {
        if (!row.has(prefix + "acl")) {
            return Privileges.NONE;
        }
        List<String> standard = row.texts(prefix + "acl_standard");
        return new Privileges(standard, row.present(prefix + "acl") ? row.texts(prefix + "acl") : standard);
    }

    private static Handle handle(Row row, String catalog, String oid) {
        return new Handle(row.big(catalog), row.big(oid));
    }
}
