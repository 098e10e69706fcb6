package dev.belay.core.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a maker may ask about the rest of the snapshot while it turns a row into a value. */
final class Context {
    private final int major;
    private final HandleMap<ObjectId> ids;
    private final HandleMap<List<Handle>> needs;
    private final HandleMap<Map<Integer, String>> comments;
    private final HandleMap<Map<Integer, List<SecurityLabel>>> labels;
    private final Map<String, Map<Long, List<Row>>> details;
    private final Definitions definitions;

    Context(
            int major,
            HandleMap<ObjectId> ids,
            HandleMap<List<Handle>> needs,
            HandleMap<Map<Integer, String>> comments,
            HandleMap<Map<Integer, List<SecurityLabel>>> labels,
            Map<String, Map<Long, List<Row>>> details,
            Definitions definitions) {
        this.major = major;
        this.ids = ids;
        this.needs = needs;
        this.comments = comments;
        this.labels = labels;
        this.details = details;
        this.definitions = definitions;
    }

    /** The major version of the server. */
    int major() {
        return major;
    }

    /** The object that this entry of a catalog is, or is a part of; empty when it is none of ours. */
    Optional<ObjectId> find(Handle handle) {
        return Optional.ofNullable(ids.get(handle));
    }

    /** The objects that this very entry of a catalog depends on, without the object it is a part of. */
    SortedSet<ObjectId> dependencies(Handle handle) {
        TreeSet<ObjectId> found = new TreeSet<>();
        ObjectId own = ids.get(handle);
        for (Handle needed : needs.getOrDefault(handle, List.of())) {
            ObjectId id = ids.get(needed);
            if (id != null && !id.equals(own)) {
                found.add(id);
            }
        }
        return found;
    }

    /** The comment on an entry of a catalog, or on its column of that number; 0 is the entry itself. */
    Optional<String> comment(Handle handle, int column) {
        return Optional.ofNullable(comments.getOrDefault(handle, Map.of()).get(column));
    }

    List<SecurityLabel> labels(Handle handle, int column) {
        return labels.getOrDefault(handle, Map.of()).getOrDefault(column, List.of());
    }

    /** The rows of a query of details that belong to the object of this row, in the query's order. */
    List<Row> details(String query, Row of) {
        return details(query, of.big("oid"));
    }

    /** Those of the object that has this OID. */
    List<Row> details(String query, long oid) {
        return details(query).getOrDefault(oid, List.of());
    }

    private Map<Long, List<Row>> details(String query) {
        Map<Long, List<Row>> all = details.get(query);
        if (all == null) {
            throw new IllegalStateException("the details " + query + " are not read for this kind");
        }
        return all;
    }

    /** The columns of all tables. */
    TableColumns columns() {
        return new TableColumns(details("columns"));
    }

    IndexDefinitions indexDefinitions() {
        return definitions.indexes();
    }

    /** What the server says of the checks of tables that are in force. */
    Wordings checks() {
        return definitions.checks();
    }
}
