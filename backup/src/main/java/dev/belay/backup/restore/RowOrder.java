package dev.belay.backup.restore;

import dev.belay.backup.archive.TocEntry;
import dev.belay.backup.restore.Ground.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * In which order rows go into tables whose foreign keys are there already: those that others refer to come first. Tables
 * that refer to each other in a circle have no such order, and what can be said of the others holds all the same.
 */
final class RowOrder {
    private final Map<Relation, List<Integer>> rows = new LinkedHashMap<>();
    private final Map<Relation, Set<Relation>> waits;

    private RowOrder(Collection<TocEntry> entries, Map<Relation, Set<Relation>> references) {
        entries.stream()
                .filter(RowOrder::ofTable)
                .forEach(entry -> rows.computeIfAbsent(Relation.of(entry), table -> new ArrayList<>())
                        .add(entry.id()));
        this.waits = withoutCircles(references);
    }

    /**
     * The entries, those with rows depending also on the rows that they refer to.
     *
     * @param references of each table of the target, to which others its rows refer
     */
    static List<TocEntry> of(List<TocEntry> entries, Map<Relation, Set<Relation>> references) {
        RowOrder order = new RowOrder(entries, references);
        return entries.stream().map(order::ordered).toList();
    }

    private static boolean ofTable(TocEntry entry) {
        return entry.kind().equals("TABLE DATA");
    }

    private TocEntry ordered(TocEntry entry) {
        Set<Relation> before = ofTable(entry) ? waits.getOrDefault(Relation.of(entry), Set.of()) : Set.of();
        return before.isEmpty()
                ? entry
                : entry.toBuilder()
                        .dependencies(Stream.concat(
                                        entry.dependencies().stream(),
                                        before.stream().flatMap(table -> rows.getOrDefault(table, List.of()).stream()))
                                .distinct()
                                .toList())
                        .build();
    }

    /** What a table waits for of those that were placed before it; one of a circle is placed when nothing else can be. */
    private Map<Relation, Set<Relation>> withoutCircles(Map<Relation, Set<Relation>> references) {
        Map<Relation, Set<Relation>> kept = new LinkedHashMap<>();
        Set<Relation> placed = new HashSet<>();
        Set<Relation> left = new LinkedHashSet<>(rows.keySet());
        while (!left.isEmpty()) {
            List<Relation> free = left.stream()
                    .filter(table -> references.getOrDefault(table, Set.of()).stream()
                            .allMatch(other -> other.equals(table) || !left.contains(other)))
                    .toList();
            for (Relation table : free.isEmpty() ? List.of(left.iterator().next()) : free) {
                kept.put(
                        table,
                        references.getOrDefault(table, Set.of()).stream()
                                .filter(placed::contains)
                                .collect(Collectors.toSet()));
                left.remove(table);
            }
            placed = new HashSet<>(kept.keySet());
        }
        return kept;
    }
}
