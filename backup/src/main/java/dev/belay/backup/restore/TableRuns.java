package dev.belay.backup.restore;

import dev.belay.backup.archive.EntrySql;
import dev.belay.backup.archive.TocEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which entries hold the rows of one table, each a run of its pages: they are loaded in one transaction. */
final class TableRuns {
    private final Map<String, List<TocEntry>> runs = new HashMap<>();

    TableRuns(List<TocEntry> wanted) {
        wanted.stream()
                .filter(TableRuns::isRun)
                .forEach(entry -> runs.computeIfAbsent(EntrySql.qualified(entry), table -> new ArrayList<>())
                        .add(entry));
    }

    /** Rows of partitions that go into their root are marked alike, but name another table than their own. */
    private static boolean isRun(TocEntry entry) {
        return entry.kind().equals("TABLE DATA") && EntrySql.sharesItsTable(entry) && intoItsOwn(entry);
    }

    static boolean intoItsOwn(TocEntry data) {
        return data.copy()
                .filter(copy -> copy.startsWith("COPY " + EntrySql.qualified(data) + " "))
                .isPresent();
    }

    /** What is loaded with an entry, itself included; nothing where an earlier entry has it. */
    List<TocEntry> of(TocEntry entry) {
        if (!isRun(entry)) {
            return List.of(entry);
        }
        List<TocEntry> all = runs.getOrDefault(EntrySql.qualified(entry), List.of(entry));
        return all.get(0).id() == entry.id() ? all : List.of();
    }
}
