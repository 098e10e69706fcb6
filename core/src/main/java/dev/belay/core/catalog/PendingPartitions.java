package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tables that become partitions once all indexes are there: of their own they keep those that match, and what they lack the
 * server makes under a name of its choice. It passes over the index of a partitioned table that has not got its own parts
 * yet, so that the deepest comes first, and each with its indexes.
 */
final class PendingPartitions {
    private final Catalog after;
    private final List<SchemaChanges.Step> tables = new ArrayList<>();
    private final List<Part> indexes = new ArrayList<>();

    PendingPartitions(Catalog after) {
        this.after = after;
    }

    private record Part(ObjectId table, SchemaChanges.Step step) {}

    void add(SchemaChanges.Step table) {
        tables.add(table);
    }

    /** Takes the attachment of an index whose table waits here. */
    boolean takes(CatalogObject object, SchemaChanges.Step step) {
        Optional<ObjectId> table = tableOf(object)
                .filter(id ->
                        tables.stream().anyMatch(waiting -> waiting.object().equals(id)));
        table.ifPresent(id -> indexes.add(new Part(id, step)));
        return table.isPresent();
    }

    /** The table of an index, or of a constraint that has one. */
    static Optional<ObjectId> tableOf(CatalogObject object) {
        Optional<String> name = object instanceof Index index
                ? Optional.of(index.table())
                : Optional.of(object.id().qualifier()).filter(qualifier -> object instanceof Constraint);
        return name.map(table -> ObjectId.of(ObjectType.TABLE, object.id().schema(), table));
    }

    List<SchemaChanges.Step> take() {
        List<SchemaChanges.Step> steps = new ArrayList<>();
        tables.sort(Comparator.comparing(step -> -depth(step.object())));
        for (SchemaChanges.Step table : tables) {
            steps.add(table);
            indexes.stream()
                    .filter(index -> index.table().equals(table.object()))
                    .forEach(index -> steps.add(index.step()));
        }
        tables.clear();
        indexes.clear();
        return steps;
    }

    private int depth(ObjectId table) {
        return after.find(table)
                .filter(Table.class::isInstance)
                .flatMap(object -> ((Table) object).partition())
                .map(partition -> 1 + depth(partition.parent()))
                .orElse(0);
    }
}
