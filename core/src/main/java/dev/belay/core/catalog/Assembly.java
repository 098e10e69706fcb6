package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * Turns the rows of one snapshot into a catalog, without a connection: first every entry of a catalog gets its name, then
 * each row becomes a value that can speak of others by name.
 */
final class Assembly {
    private final int major;
    private final List<Found> found = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();
    private final Set<Handle> unreadable = new HashSet<>();
    private Set<Handle> unresolved = Set.of();
    private final Map<String, Map<Long, List<Row>>> details = new HashMap<>();
    private final HandleMap<Handle> extensionOf = new HandleMap<>();
    private final HandleMap<List<String>> ties = new HandleMap<>();
    private final HandleMap<Alias> aliases = new HandleMap<>();
    private final HandleMap<List<Handle>> needs = new HandleMap<>();
    private final HandleMap<Map<Integer, String>> comments = new HandleMap<>();
    private final HandleMap<Map<Integer, List<SecurityLabel>>> labels = new HandleMap<>();

    Assembly(int major) {
        this.major = major;
    }

    /**
     * What an entry stands for that is no object of its own.
     *
     * @param part whether it has needs of its own
     */
    private record Alias(Handle object, boolean part) {}

    private record Found(KindQuery kind, Row row, Handle handle, ObjectId id) {}

    /**
     * Takes the rows of all queries. What belongs to objects, and what the server has to be asked besides about so many indexes
     * that it takes as long as all the rest, is sorted out beside the objects.
     *
     * @param rows by the names of the queries
     */
    Definitions take(List<KindQuery> kinds, Map<String, List<Row>> rows) {
        ForkJoinTask<Definitions> definitions = ForkJoinPool.commonPool().submit(() -> {
            for (String query : CatalogQueries.details(kinds)) {
                details(query, rows(rows, query));
            }
            return definitions(rows(rows, "indexes"), rows(rows, "default_operator_classes"));
        });
        for (KindQuery kind : kinds) {
            objects(kind, rows(rows, kind.query()));
        }
        members(rows(rows, "members"));
        ties(rows(rows, "extension_ties"));
        aliases(rows(rows, "aliases"));
        needs(rows(rows, "depends"));
        comments(rows(rows, "comments"));
        labels(rows(rows, "labels"));
        unresolved = findUnresolved();
        return definitions.join();
    }

    /** Those of one query, which may be none. */
    static List<Row> rows(Map<String, List<Row>> rows, String query) {
        List<Row> found = rows.get(query);
        if (found == null) {
            throw new IllegalStateException("the query " + query + " was not run");
        }
        return found;
    }

    private void objects(KindQuery kind, List<Row> rows) {
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
        if (query.equals("columns")) {
            // Mostly they come as they were made, which is their order. The server would keep all until it has sorted
            // all.
            grouped.values().forEach(pieces -> pieces.sort(Comparator.comparingInt(piece -> piece.number("number"))));
        }
        details.put(query, grouped);
    }

    private void members(List<Row> rows) {
        for (Row row : rows) {
            extensionOf.put(handle(row, "catalog", "oid"), new Handle(Handle.PG_EXTENSION, row.big("extension")));
        }
    }

    /** What goes with an extension without being its member. */
    private void ties(List<Row> rows) {
        for (Row row : rows) {
            ties.computeIfAbsent(row.big("catalog"), row.big("oid"), ArrayList::new)
                    .add(row.text("extension"));
        }
    }

    private void aliases(List<Row> rows) {
        for (Row row : rows) {
            aliases.put(
                    row.big("catalog"),
                    row.big("oid"),
                    new Alias(handle(row, "object_catalog", "object_oid"), row.flag("part")));
        }
    }

    private void needs(List<Row> rows) {
        for (Row row : rows) {
            needs.computeIfAbsent(row.big("catalog"), row.big("oid"), () -> new ArrayList<>(2))
                    .add(handle(row, "needed_catalog", "needed_oid"));
        }
    }

    private void comments(List<Row> rows) {
        for (Row row : rows) {
            comments.computeIfAbsent(row.big("catalog"), row.big("oid"), HashMap::new)
                    .put(row.number("part"), row.text("text"));
        }
    }

    private void labels(List<Row> rows) {
        for (Row row : rows) {
            labels.computeIfAbsent(row.big("catalog"), row.big("oid"), HashMap::new)
                    .computeIfAbsent(row.number("part"), column -> new ArrayList<>())
                    .add(new SecurityLabel(row.text("provider"), row.text("label")));
        }
    }

    /** What the server says depends on something, and nothing that was read is, has as a part, or brings along. */
    Set<Handle> unresolved() {
        return unresolved;
    }

    private Set<Handle> findUnresolved() {
        HandleMap<Found> objects = new HandleMap<>();
        found.forEach(one -> objects.put(one.handle(), one));
        Set<Handle> handles = new HashSet<>();
        needs.forEach((handle, needed) -> {
            // Where an alias leads nowhere, that object is itself among these.
            if (handle.catalog() != 0
                    && !objects.has(handle)
                    && !aliases.has(handle)
                    && !extensionOf.has(handle)
                    && !unreadable.contains(handle)) {
                handles.add(handle);
            }
        });
        return handles;
    }

    /**
     * What the server has to be asked about indexes and checks; nothing is left open when none is read.
     *
     * @param indexes the rows of that query
     * @param classes the rows of {@code default_operator_classes}
     */
    Definitions definitions(List<Row> indexes, List<Row> classes) {
        Map<Long, List<Row>> columns = details.getOrDefault("columns", Map.of());
        TableShapes shapes = new TableShapes(columns);
        IndexDefinitions ofIndexes =
                new IndexDefinitions(classes, details.getOrDefault("index_columns", Map.of()), columns, shapes);
        indexes.forEach(ofIndexes::add);
        return new Definitions(ofIndexes, Check.wordings(details.getOrDefault("checks", Map.of()), shapes));
    }

    /** What is there and no kind is for. */
    void unknown(List<Missing> objects) {
        missing.addAll(objects);
    }

    Catalog catalog(DatabaseProperties properties, Definitions definitions) {
        HandleMap<ObjectId> ids = new HandleMap<>();
        List<Found> ours = found.stream().filter(one -> !ofExtension(one)).toList();
        ours.forEach(one -> ids.put(one.handle(), one.id()));
        extensionOf.forEach((member, extension) -> {
            ObjectId id = ids.get(extension);
            if (id != null) {
                ids.put(member, id);
            }
        });
        HandleMap<List<Handle>> needsOfAliases = new HandleMap<>();
        aliases.forEach((alias, of) -> {
            Handle object = root(of.object());
            ObjectId id = ids.get(object);
            if (id != null && !ids.has(alias)) {
                ids.put(alias, id);
            }
            if (!of.part() && (needs.has(alias) || ties.has(alias))) {
                needsOfAliases
                        .computeIfAbsent(object.catalog(), object.oid(), () -> new ArrayList<>(2))
                        .add(alias);
            }
        });
        Context context = new Context(major, ids, needs, comments, labels, details, definitions);
        // Each by itself: from here on nothing is changed that another one reads.
        Catalog.Sorted objects = new Catalog.Sorted();
        Pieces.each(
                ours,
                one -> one.kind().maker().make(head(one, needsOfAliases, context), one.row(), context),
                made -> made.forEach(objects::add));
        return new Catalog(major, objects, missing, Optional.of(properties));
    }

    /** Whether {@code CREATE EXTENSION} makes it: as a member, or with a table that is one. */
    private boolean ofExtension(Found one) {
        return extensionOf.has(one.handle())
                || (one.row().has("of_table")
                        && extensionOf.has(new Handle(Handle.PG_CLASS, one.row().big("of_table"))));
    }

    private Handle root(Handle alias) {
        Handle at = alias;
        for (Alias next = aliases.get(at); next != null; next = aliases.get(at)) {
            at = next.object();
        }
        return at;
    }

    private Head head(Found one, HandleMap<List<Handle>> needsOfAliases, Context context) {
        Row row = one.row();
        SortedSet<ObjectId> dependsOn = context.dependencies(one.handle());
        List<String> extensions = new ArrayList<>(ties.getOrDefault(one.handle(), List.of()));
        for (Handle alias : needsOfAliases.getOrDefault(one.handle(), List.of())) {
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
