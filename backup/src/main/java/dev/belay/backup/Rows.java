package dev.belay.backup;

import static java.util.Objects.requireNonNull;

import dev.belay.backup.archive.ArchiveWriter;
import dev.belay.backup.archive.Layout;
import dev.belay.backup.archive.TocEntry;
import dev.belay.backup.data.Job;
import dev.belay.backup.data.LargeObjectJob;
import dev.belay.backup.data.Relation;
import dev.belay.backup.data.Snapshot;
import dev.belay.backup.data.TableCopy;
import dev.belay.backup.data.TableJob;
import dev.belay.backup.data.Throttle;
import dev.belay.backup.data.Workers;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Does the work of a plan: all rows and large objects, into a writer. */
final class Rows {
    private final BackupPlan plan;
    private final ArchiveWriter writer;
    private final Tally tally;
    private final BackupListener listener;

    Rows(BackupPlan plan, ArchiveWriter writer, Tally tally, BackupListener listener) {
        this.plan = plan;
        this.writer = writer;
        this.tally = tally;
        this.listener = listener;
    }

    void copy(Snapshot snapshot, BackupOptions options) {
        List<Job> jobs = new ArrayList<>();
        Map<Integer, TocEntry> entries = plan.toc().byId();
        // In the order of the table of contents, which writers of one file want.
        plan.copies().keySet().stream()
                .sorted()
                .forEach(id -> jobs.add(new TableJob(
                        requireNonNull(plan.copies().get(id)),
                        (copy, again) -> open(requireNonNull(entries.get(id)), copy, again),
                        tally::end)));
        plan.largeObjectEntry()
                .ifPresent(entry -> jobs.add(new LargeObjectJob(plan.largeObjects(), () -> sink(entry))));
        List<Relation> tables =
                plan.copies().values().stream().map(TableCopy::table).distinct().toList();
        listener.planned(
                tables.size(), tables.stream().mapToLong(Relation::bytes).sum());
        Throttle throttle =
                options.rate().isPresent() ? Throttle.to(options.rate().getAsLong()) : Throttle.none();
        Workers.run(snapshot, sessions(options), jobs, listener::read, throttle);
    }

    /** One file is written by one. */
    private int sessions(BackupOptions options) {
        return plan.toc().header().layout() == Layout.DIRECTORY && !tally.inOneFile() ? options.jobs() : 1;
    }

    private OutputStream open(TocEntry entry, TableCopy copy, boolean again) throws IOException {
        tally.begin(copy);
        if (!again) {
            return writer.data(entry);
        }
        if (tally.inOneFile()) {
            throw new BelayException(
                    Kind.BACKUP,
                    copy.table().sql() + " cannot be copied as " + (entry.binary() ? "binary" : "text")
                            + ", and what is written of it cannot be taken back in one file",
                    "use the directory format, or " + (entry.binary() ? "leave --binary out" : "--binary"));
        }
        return writer.dataAnew(entry.toBuilder().copy(copy.restoring()).build());
    }

    private LargeObjectJob.Sink sink(TocEntry entry) throws IOException {
        ArchiveWriter.LargeObjectSink sink = writer.largeObjects(entry);
        return new LargeObjectJob.Sink() {
            @Override
            public OutputStream object(long oid) throws IOException {
                return sink.object(oid);
            }

            @Override
            public void close() throws IOException {
                sink.close();
            }
        };
    }
}
