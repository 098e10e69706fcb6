package dev.belay.backup;

import dev.belay.backup.archive.ArchiveFormat;
import dev.belay.backup.archive.Toc;
import dev.belay.backup.archive.TocEntry;
import dev.belay.backup.data.TableCopy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a backup will consist of, decided before the first row is read.
 *
 * @param copies what to read for which entry, by its number
 * @param largeObjects their OIDs, for the entry that holds them all
 * @param notes what whoever restores it should know
 */
record BackupPlan(
        Toc toc,
        Map<Integer, TableCopy> copies,
        Optional<TocEntry> largeObjectEntry,
        List<Long> largeObjects,
        List<String> notes) {
    BackupPlan {
        copies = Map.copyOf(copies);
        largeObjects = List.copyOf(largeObjects);
        notes = List.copyOf(notes);
    }

    static BackupPlan of(Found found, BackupOptions options, ArchiveFormat format, Planner.Stamp stamp) {
        return new Planner(found, options).plan(format, stamp);
    }
}
