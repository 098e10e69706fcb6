package dev.belay.backup.restore;

import dev.belay.backup.Manifest;
import dev.belay.backup.archive.ArchiveReader;
import dev.belay.backup.archive.Toc;
import dev.belay.backup.archive.TocEntry;
import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.db.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Restores an archive into a database that is there. */
public final class Restore {
    private final Database target;
    private final RestoreOptions options;
    private final RestoreListener listener;
    private final Cancellation cancellation;

    public Restore(Database target, RestoreOptions options, RestoreListener listener, Cancellation cancellation) {
        this.target = RestoreSession.target(target, options);
        this.options = options;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /**
     * Restores.
     *
     * @param archive which gives out no last byte of a file that the manifest says is another
     * @param manifest where there is one: rows are counted against it
     * @throws BelayException when it cannot begin: what fails later is in the result
     */
    public RestoreResult run(ArchiveReader archive, Optional<Manifest> manifest) {
        long start = System.nanoTime();
        try {
            return run(archive, manifest, start);
        } catch (SQLException e) {
            throw RestoreTrouble.of(e);
        }
    }

    private RestoreResult run(ArchiveReader archive, Optional<Manifest> manifest, long start) throws SQLException {
        RowCounts counts = new RowCounts(archive.toc(), manifest);
        Toc toc = archive.toc();
        RestorePlan plan;
        try (Connection connection = target.connect()) {
            plan = RestorePlan.of(toc, options, archive::size, Ground.of(connection, options));
            if (options.target() == RestoreOptions.Target.CLEANED) {
                require(archive, plan);
            }
            new TargetState(connection, options).prepare(toc, plan);
        }
        listener.planned((int) plan.steps().count(), expected(archive, plan, manifest));
        Ledger ledger = new Ledger(listener, options.keepGoing());
        try (Crew crew = new Crew(sessions(toc), archive, counts::of, ledger, listener);
                Cancellation.Busy unused = cancellation.onCancel(crew::stop)) {
            if (cancellation.requested()) {
                crew.stop();
            }
            crew.inOrder(plan.definitions());
            crew.atOnce(plan.main());
            crew.inOrder(plan.privileges());
            crew.atOnce(plan.refreshes());
            crew.inOrder(plan.last());
            crew.atOnce(plan.statistics());
        }
        return new RestoreResult(
                target.settings().database(),
                ledger.results(),
                plan.leftOut(),
                Duration.ofNanos(System.nanoTime() - start),
                cancellation.requested() ? Optional.of(cancellation.reason()) : Optional.empty());
    }

    /** The manifest knows how much it was before it was compressed: as much of it as there is of what is stored. */
    private static long expected(ArchiveReader archive, RestorePlan plan, Optional<Manifest> manifest) {
        long wanted = plan.steps()
                .filter(step -> step.entry().hasData())
                .mapToLong(Step::weight)
                .sum();
        long stored = archive.toc().entries().stream()
                .filter(TocEntry::hasData)
                .mapToLong(archive::size)
                .sum();
        double raw = manifest.map(known -> known.totals().rawBytes()).orElse(0L);
        return stored == 0 ? 0 : (long) (raw * Math.min(1, (double) wanted / stored));
    }

    /** What is there is not dropped for an archive of which a part is missing. */
    private static void require(ArchiveReader archive, RestorePlan plan) {
        List<TocEntry> entries = plan.steps()
                .map(Step::entry)
                .filter(TocEntry::hasData)
                .distinct()
                .toList();
        try {
            for (TocEntry entry : entries) {
                archive.require(entry);
            }
        } catch (IOException e) {
            throw new BelayException(
                    Kind.BACKUP, FileTrouble.sentence("cannot read the archive", e), "nothing has been dropped", e);
        }
    }

    private List<RestoreSession> sessions(Toc toc) throws SQLException {
        List<RestoreSession> sessions = new ArrayList<>();
        try {
            for (int i = 0; i < options.jobs(); i++) {
                sessions.add(RestoreSession.open(target, toc, options));
            }
            return sessions;
        } catch (SQLException | RuntimeException e) {
            for (RestoreSession session : sessions) {
                dev.belay.core.db.Sql.attempt(session::close, e);
            }
            throw e;
        }
    }
}
