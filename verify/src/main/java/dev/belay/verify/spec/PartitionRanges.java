package dev.belay.verify.spec;

import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ranges in which partitions take rows, as SQL. One that is partitioned itself takes those that its own partitions
 * take: by the same key their ranges; by another one all of its own, once there is a partition, and of a hash all of them.
 */
final class PartitionRanges {
    private static final Pattern RANGE = Pattern.compile("FOR VALUES FROM \\((.+?)\\) TO \\((.+?)\\)");
    private static final Pattern MODULUS = Pattern.compile("FOR VALUES WITH \\(modulus (\\d+), remainder \\d+\\)");

    private final Catalog catalog;
    private final BinaryOperator<String> range;

    /** {@code range} makes one of its two ends. */
    PartitionRanges(Catalog catalog, BinaryOperator<String> range) {
        this.catalog = catalog;
        this.range = range;
    }

    List<String> of(ObjectId id) {
        return below(id, "");
    }

    private List<String> below(ObjectId parent, String outer) {
        List<String> ranges = new ArrayList<>();
        for (Table table : PartitionSection.partitions(catalog, parent)) {
            Matcher bound = RANGE.matcher(table.partition().orElseThrow().bound());
            if (!bound.matches()) {
                continue;
            }
            // A partition of a partition may claim more than that one is given.
            String own = outer + range.apply(bound.group(1), bound.group(2));
            if (table.partitionedBy().isEmpty()) {
                ranges.add(own);
            } else if (key(table.id()).equals(key(parent))) {
                ranges.addAll(below(table.id(), own + " * "));
            } else if (takesAny(table.id())) {
                ranges.add(own);
            }
        }
        return ranges;
    }

    /** Whether a row of a range can go somewhere; which values of another key there may be nobody says. */
    private boolean takesAny(ObjectId parent) {
        List<Table> partitions = PartitionSection.partitions(catalog, parent).stream()
                .filter(table -> table.partitionedBy().isEmpty() || takesAny(table.id()))
                .toList();
        if (!key(parent).startsWith("HASH")) {
            return !partitions.isEmpty();
        }
        double part = partitions.stream()
                .map(table -> MODULUS.matcher(table.partition().orElseThrow().bound()))
                .filter(Matcher::matches)
                .mapToDouble(bound -> 1 / Double.parseDouble(bound.group(1)))
                .sum();
        return part > 1 - 1e-9;
    }

    private String key(ObjectId id) {
        return catalog.find(id)
                .filter(Table.class::isInstance)
                .flatMap(table -> ((Table) table).partitionedBy())
                .map(Table.PartitionedBy::key)
                .orElse("");
    }
}
