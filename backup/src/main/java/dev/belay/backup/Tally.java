package dev.belay.backup;

import static java.util.Objects.requireNonNull;

import dev.belay.backup.Manifest.FileEntry;
import dev.belay.backup.Manifest.TableEntry;
import dev.belay.backup.archive.Place.InFile;
import dev.belay.backup.archive.Toc;
import dev.belay.backup.archive.TocEntry;
import dev.belay.backup.data.Copied;
import dev.belay.backup.data.TableCopy;
import dev.belay.core.content.ContentHash;
import dev.belay.core.content.RowFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Adds up what the workers have copied, table by table. */
final class Tally {
    private final Map<String, Sum> sums = new HashMap<>();
    private final BackupListener listener;
    private final Optional<String> file;
    private long rawBytes;

    /** @param file the one file that everything goes into, where it is one */
    Tally(BackupPlan plan, BackupListener listener, Optional<String> file) {
        this.listener = listener;
        this.file = file;
        plan.copies().forEach((id, copy) -> sum(copy).ids.add(id));
    }

    private static final class Sum {
        private final List<Integer> ids = new ArrayList<>();
        private final ContentHash hash = new ContentHash();
        private boolean binary;
        private int done;
        private long bytes;
        private long began;
    }

    private Sum sum(TableCopy copy) {
        return sums.computeIfAbsent(copy.table().sql(), table -> new Sum());
    }

    synchronized void begin(TableCopy copy) {
        Sum sum = sum(copy);
        if (sum.began == 0) {
            sum.began = System.nanoTime();
        }
    }

    void end(TableCopy copy, Copied result) {
        Sum sum;
        synchronized (this) {
            sum = sum(copy);
            sum.hash.add(result.hash());
            sum.binary |= copy.format() == RowFormat.BINARY;
            sum.bytes += result.bytes();
            rawBytes += result.bytes();
            sum.done++;
            if (sum.done < sum.ids.size()) {
                return;
            }
        }
        listener.tableDone(
                copy.table().sql(), sum.hash.rows(), sum.bytes, Duration.ofNanos(System.nanoTime() - sum.began));
    }

    boolean inOneFile() {
        return file.isPresent();
    }

    synchronized Manifest.Totals totals(BackupPlan plan, SortedMap<String, FileEntry> files) {
        return new Manifest.Totals(
                sums.size(),
                sums.values().stream().mapToLong(sum -> sum.hash.rows()).sum(),
                plan.largeObjects().size(),
                rawBytes,
                files.values().stream().mapToLong(FileEntry::size).sum());
    }

    /**
     * The tables as the manifest has them.
     *
     * @param stored the name under which a file of this name is stored
     */
    synchronized SortedMap<String, TableEntry> tables(Toc toc, UnaryOperator<String> stored) {
        Map<Integer, TocEntry> entries = toc.byId();
        String suffix = toc.header().compression().algorithm().suffix();
        SortedMap<String, TableEntry> tables = new TreeMap<>();
        sums.forEach((name, sum) -> {
            List<String> files = file.map(List::of)
                    .orElseGet(() -> sum.ids.stream()
                            .sorted()
                            .map(id -> requireNonNull(entries.get(id)).place())
                            .filter(InFile.class::isInstance)
                            .map(place -> stored.apply(((InFile) place).name() + suffix))
                            .toList());
            tables.put(name, new TableEntry(sum.hash.rows(), sum.hash.toString(), sum.binary, files));
        });
        return tables;
    }
}
