package dev.belay.backup.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each large object of a table of contents of 1.16 the entry that versions before have for it. */
final class Ungrouping {
    private static final long LARGE_OBJECT_METADATA = 2613;
    private static final String GROUP_TAG = "LARGE OBJECTS ";
    private static final String SINGLE_TAG = "LARGE OBJECT ";

    private final Toc toc;
    private final Map<Integer, TocEntry> byId;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final int data;
    private int next;

    Ungrouping(Toc toc) {
        this.toc = toc;
        this.byId = toc.byId();
        this.data = toc.entries().stream()
                .filter(TocEntry::holdsLargeObjects)
                .mapToInt(TocEntry::id)
                .findFirst()
                .orElse(0);
        this.next = toc.entries().stream().mapToInt(TocEntry::id).max().orElse(0) + 1;
    }

    Toc run() {
        List<TocEntry> objects = new ArrayList<>();
        List<TocEntry> others = new ArrayList<>();
        for (TocEntry entry : toc.entries()) {
            if (entry.kind().equals(TocEntry.LARGE_OBJECT_GROUP)) {
                objects.addAll(single(entry));
            } else if (entry.tag().startsWith(GROUP_TAG) && entry.privileges()) {
                objects.addAll(privileges(entry));
            } else if (entry.section() == Section.NONE && entry.tag().startsWith(SINGLE_TAG)) {
                objects.add(repointed(entry, entry.tag().substring(SINGLE_TAG.length())));
            } else if (!entry.holdsLargeObjects()) {
                others.add(entry.repointed(id -> isData(id) ? data : id));
            } else if (entry.id() == data) {
                others.add(allData(entry));
            }
        }
        return toc.with(beforeData(others, objects));
    }

    private List<TocEntry> single(TocEntry group) {
        List<TocEntry> entries = new ArrayList<>();
        LargeObjects.oidsOf(group).forEach(oid -> {
            int id = entries.isEmpty() ? group.id() : next++;
            numbers.put(oid, id);
            entries.add(TocEntry.builder(id, TocEntry.LARGE_OBJECT, oid)
                    .object(LARGE_OBJECT_METADATA, Long.parseLong(oid))
                    .definition("SELECT pg_catalog.lo_create('" + oid + "');\n")
                    .drop("SELECT pg_catalog.lo_unlink('" + oid + "');\n")
                    .owner(group.owner())
                    .dependencies(group.dependencies())
                    .build());
        });
        return entries;
    }

    private List<TocEntry> privileges(TocEntry group) {
        List<TocEntry> entries = new ArrayList<>();
        group.dependencies().stream()
                .filter(byId::containsKey)
                .map(byId::get)
                .flatMap(LargeObjects::oidsOf)
                .forEach(oid -> entries.add(repointed(group, oid).toBuilder()
                        .id(entries.isEmpty() ? group.id() : next++)
                        .tag(SINGLE_TAG + oid)
                        .definition(
                                ObjectPrivileges.forObject(group.definition().orElse(""), oid))
                        .build()));
        return entries;
    }

    private TocEntry repointed(TocEntry entry, String oid) {
        return entry.repointed(id -> isGroup(id) ? numbers.getOrDefault(oid, id) : id);
    }

    private static TocEntry allData(TocEntry first) {
        return first.toBuilder()
                .tag(TocEntry.LARGE_OBJECTS)
                .dependencies(List.of())
                .build();
    }

    private boolean isGroup(int id) {
        TocEntry entry = byId.get(id);
        return entry != null && entry.kind().equals(TocEntry.LARGE_OBJECT_GROUP);
    }

    private boolean isData(int id) {
        TocEntry entry = byId.get(id);
        return entry != null && entry.holdsLargeObjects();
    }

    /** What creates large objects was part of the data; now it comes before all data. */
    private static List<TocEntry> beforeData(List<TocEntry> others, List<TocEntry> objects) {
        int place = 0;
        while (place < others.size() && others.get(place).section().compareTo(Section.DATA) < 0) {
            place++;
        }
        List<TocEntry> all = new ArrayList<>(others);
        all.addAll(place, objects);
        return all;
    }
}
