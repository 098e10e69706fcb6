package dev.belay.backup.archive;

import static java.util.stream.Collectors.toCollection;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which large objects there must be: the entries that create them name each one. */
final class LargeObjects {
    private LargeObjects() {}

    /** Compares what came with what was announced; an archive that creates none may bring any. */
    static void check(Toc toc, TocEntry entry, Set<Long> seen, String file) {
        Set<Long> announced = announced(toc, entry);
        if (!announced.isEmpty() && !announced.equals(seen)) {
            Set<Long> missing = new TreeSet<>(announced);
            missing.removeAll(seen);
            throw Damage.in(
                    file,
                    missing.isEmpty()
                            ? entry.label() + " has large objects that no entry creates"
                            : entry.label() + " lacks large object "
                                    + missing.iterator().next());
        }
    }

    private static Set<Long> announced(Toc toc, TocEntry entry) {
        Map<Integer, TocEntry> byId = toc.byId();
        Set<Long> grouped = numbers(entry.dependencies().stream()
                .filter(byId::containsKey)
                .map(byId::get)
                .filter(group -> group.kind().equals(TocEntry.LARGE_OBJECT_GROUP))
                .flatMap(LargeObjects::oidsOf));
        return grouped.isEmpty() ? numbers(single(toc)) : grouped;
    }

    /** The OIDs of those that have an entry each. */
    static Stream<String> single(Toc toc) {
        return toc.entries().stream()
                .filter(object -> object.kind().equals(TocEntry.LARGE_OBJECT))
                .map(TocEntry::tag);
    }

    private static Set<Long> numbers(Stream<String> oids) {
        return oids.filter(oid -> oid.matches("[0-9]{1,10}")).map(Long::valueOf).collect(toCollection(TreeSet::new));
    }

    /** The OIDs of a group, in its order. */
    static Stream<String> oidsOf(TocEntry group) {
        return group.definition().orElse("").lines();
    }
}
