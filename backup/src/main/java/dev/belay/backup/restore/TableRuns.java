package dev.belay.backup.restore;

import dev.belay.backup.archive.EntrySql;
import dev.belay.backup.archive.TocEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Which entries hold the rows of one table, each a run of its pages, and who loads them. One session loads them all in one
 * transaction, which can freeze the rows and takes the server least. Only a table so big that the other sessions would be
 * idle before it is done is shared among all of them.
 */
final class TableRuns {
    /** How much more the others must have to wait than to do: indexes are built meanwhile. */
    private static final int FAR_BIGGER = 2;

    private final Map<String, List<TocEntry>> runs = new LinkedHashMap<>();
    private final Map<Integer, List<TocEntry>> byFirst = new HashMap<>();
    private final Map<Integer, Integer> shares = new HashMap<>();

    /**
     * Decides.
     *
     * @param size of the stored data of an entry, in bytes
     * @param undivided whether rows of an entry may need any others of their table: no session sees what others load
     * @param jobs sessions that there are
     */
    TableRuns(List<TocEntry> wanted, ToLongFunction<TocEntry> size, Predicate<TocEntry> undivided, int jobs) {
        long total = wanted.stream().filter(TocEntry::hasData).mapToLong(size).sum();
        wanted.stream()
                .filter(TableRuns::isRun)
                .forEach(entry -> runs.computeIfAbsent(EntrySql.qualified(entry), table -> new ArrayList<>())
                        .add(entry));
        // More than one could leave each waiting for a session that the other has.
        boolean shared = false;
        for (List<TocEntry> table : runs.values()) {
            long bytes = table.stream().mapToLong(size).sum();
            boolean share = !shared
                    && table.size() > 1
                    && !undivided.test(table.get(0))
                    && (jobs - 1) * bytes > FAR_BIGGER * (total - bytes);
            shared |= share;
            share(table, share ? Math.min(jobs, table.size()) : 1);
        }
    }

    private void share(List<TocEntry> table, int count) {
        for (int i = 0; i < count; i++) {
            List<TocEntry> mine = table.subList(i * table.size() / count, (i + 1) * table.size() / count);
            byFirst.put(mine.get(0).id(), mine);
            shares.put(mine.get(0).id(), count);
        }
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
        return isRun(entry) ? byFirst.getOrDefault(entry.id(), List.of()) : List.of(entry);
    }

    /** How many sessions load the table of an entry that {@link #of} gives something for. */
    int shares(TocEntry entry) {
        return shares.getOrDefault(entry.id(), 1);
    }
}
