package dev.belay.verify.spec;

import dev.belay.core.catalog.Index;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.catalog.Table;
import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code index_on_all: [events_at]}, an index of the whole that each partition must have its part of, or
 * {@code ["btree (at)"]}, an index that each must have under whatever name.
 */
final class PartitionIndexes {
    private final Draft draft;
    private final ObjectId parent;

    PartitionIndexes(Draft draft, ObjectId parent) {
        this.draft = draft;
        this.parent = parent;
    }

    void read(Entry entry) {
        draft.expect(
                "partitions",
                parent.sql() + " indexes",
                entry,
                seen -> seen.catalog()
                                .find(parent)
                                .filter(table -> PartitionSection.partitions(seen.catalog(), parent)
                                        .isEmpty())
                                .isPresent()
                        ? Complaint.of("partitions", parent.sql(), "has no partition, so none has these indexes")
                        : Complaint.none());
        for (String text : entry.texts()) {
            if (text.contains("(")) {
                defined(text, entry);
            } else {
                named(text, entry);
            }
        }
    }

    private void named(String name, Entry entry) {
        String index = ObjectId.of(ObjectType.INDEX, parent.schema(), name).sql();
        String question = "SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)"
                + " FROM pg_catalog.pg_partition_tree(" + Identifier.literal(parent.sql()) + "::regclass) p"
                + " JOIN pg_catalog.pg_class c ON c.oid = p.relid AND c.relkind = 'r'"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE p.isleaf AND NOT EXISTS (SELECT"
                + " FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass(" + Identifier.literal(index) + ")) x"
                + " JOIN pg_catalog.pg_index i ON i.indexrelid = x.relid AND i.indisvalid WHERE i.indrelid = p.relid)"
                + " ORDER BY 1";
        draft.ask(
                "partitions",
                parent.sql() + " " + name,
                entry,
                catalog -> catalog.find(parent).isPresent() ? List.of(question) : List.of(),
                seen -> seen.answer(question).stream()
                        .flatMap(answer -> answer.rows().stream())
                        .flatMap(row -> Complaint.of(
                                "partitions", String.valueOf(row.get(0)), "has no valid part of the index " + index)
                                .stream())
                        .toList());
    }

    private void defined(String definition, Entry entry) {
        draft.expect("partitions", parent.sql() + " " + definition, entry, seen -> {
            List<Complaint> complaints = new ArrayList<>();
            for (Table leaf : leaves(seen, parent)) {
                boolean there = seen.tables()
                        .on(leaf.id(), Index.class)
                        .anyMatch(index -> SqlText.same(
                                definition, index.definition().replaceFirst("^USING ", ""), draft.schema()));
                if (!there) {
                    complaints.addAll(Complaint.of("partitions", leaf.id().sql(), "has no valid index " + definition));
                }
            }
            return complaints;
        });
    }

    private static List<Table> leaves(Observation seen, ObjectId parent) {
        List<Table> leaves = new ArrayList<>();
        for (Table partition : PartitionSection.partitions(seen.catalog(), parent)) {
            if (partition.partitionedBy().isPresent()) {
                leaves.addAll(leaves(seen, partition.id()));
            } else if (partition.foreign().isEmpty()) {
                leaves.add(partition);
            }
        }
        return leaves;
    }
}
