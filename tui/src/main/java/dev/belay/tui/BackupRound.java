package dev.belay.tui;

import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupResult;
import dev.belay.backup.DrillRecord;
import dev.belay.backup.Listing;
import dev.belay.backup.Manifest;
import dev.belay.backup.Retention;
import dev.belay.backup.Servers;
import dev.belay.backup.Shelf;
import dev.belay.backup.crypto.Identities;
import dev.belay.backup.crypto.Recipients;
import dev.belay.backup.restore.RestoreListener;
import dev.belay.backup.restore.RestoreOptions;
import dev.belay.backup.storage.Storage;
import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.db.AdvisoryLock;
import dev.belay.core.db.LockHolder;
import dev.belay.core.db.LockKey;
import dev.belay.core.db.Pooler;
import dev.belay.core.db.SqlTrouble;
import dev.belay.core.db.SystemIdentifier;
import dev.belay.core.db.WaitListener;
import dev.belay.tui.report.BackupMetrics;
import dev.belay.tui.report.PruneOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one run of a schedule does: back up, prove the backup, delete what is too old, tell monitoring. One at a time for
 * each database, whoever runs it and wherever: the lock is in the database.
 */
public final class BackupRound {
    /** Who waits for another one's backup may wait long, and then has nothing to do. */
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(1);

    /** By so much clocks may differ; what is later still cannot be believed. */
    private static final Duration SKEW = Duration.ofHours(1);

    private static final String DRILL_ON = "--drill-on";

    private final Project project;
    private final Start start;
    private final BackupRequest request;
    private final Wish wish;

    /** The server, once it is known. */
    private Optional<String> system = Optional.empty();

    /** The archive, once it is there. */
    private Optional<String> made = Optional.empty();

    BackupRound(Project project, Start start, BackupRequest request, Wish wish) {
        this.project = project;
        this.start = start;
        this.request = request;
        this.wish = wish;
    }

    /**
     * What is to be done besides the backup.
     *
     * @param drill whether the new archive is restored and compared
     * @param drillOn where: {@code target}, {@code embedded}, or a place; empty for the target's server
     * @param verify whether what the drill has restored is held against the spec
     * @param prune what is kept of the older ones; empty to delete nothing
     * @param unlessNewerThan an archive that is younger is enough, and nothing is done
     * @param metrics the file for monitoring, written however the round ends
     * @param identity the file with the key that the drill of an encrypted archive needs
     */
    public record Wish(
            boolean drill,
            Optional<String> drillOn,
            boolean verify,
            Optional<Retention> prune,
            Optional<Duration> unlessNewerThan,
            Optional<Path> metrics,
            Optional<Path> identity) {
        public static final Wish NOTHING = new Wish(
                false, Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /** The same, and a drill on the target's server. */
        Wish withDrill() {
            return new Wish(true, Optional.empty(), false, prune, unlessNewerThan, metrics, identity);
        }
    }

    /**
     * What was done.
     *
     * @param enough the archive that was young enough; then there is nothing else
     */
    public record Result(
            Optional<Shelf> enough,
            Optional<BackupResult> backup,
            Optional<Drilled> drill,
            Optional<PruneOutcome> pruned) {
        /** Whether the drill, if there was one, found the archive equal, and the spec nothing. */
        public boolean proven() {
            return drill.map(Drilled::ok).orElse(true);
        }
    }

    Result run(BackupListener copying, RestoreListener restoring, Cancellation cancellation) {
        metrics().ifPresent(MetricsFile::require);
        Result result;
        try {
            result = found(copying, restoring, cancellation);
        } catch (RuntimeException | Error e) {
            boolean told = metrics().map(file -> tell(file, e)).orElse(true);
            if (!told && e instanceof BelayException known) {
                throw unmeasured(known);
            }
            throw e;
        }
        try {
            metrics().ifPresent(file -> file.write(measured(result.proven())));
        } catch (BelayException e) {
            throw afterwards(e);
        }
        return result;
    }

    private boolean tell(MetricsFile file, Throwable cause) {
        if (made.isPresent() && file.made(() -> measured(false), cause)) {
            return true;
        }
        return file.failed(() -> BackupMetrics.unknown(database(), place().name()), () -> measured(false), cause);
    }

    /** Monitoring goes on believing what an earlier run wrote. */
    private BelayException unmeasured(BelayException cause) {
        String stale = "the metrics are those of an earlier run: "
                + wish.metrics().map(Path::toString).orElse("") + " could not be written";
        return new BelayException(
                cause.kind(),
                String.valueOf(cause.getMessage()),
                cause.hint().isEmpty() ? stale : cause.hint() + "; " + stale,
                cause);
    }

    private Result found(BackupListener copying, RestoreListener restoring, Cancellation cancellation) {
        new BackupRun(project, start).check(request);
        refuseVainDrill();
        Duration patience = wish.unlessNewerThan().isPresent()
                ? AS_LONG_AS_IT_TAKES
                : project.config().lock().patience();
        try (Connection session = project.database().outlivingNobody().connect()) {
            system = SystemIdentifier.of(session);
            if (Pooler.before(session, project.connection()) == Pooler.OF_TRANSACTIONS) {
                // It keeps no lock, and no snapshot either: the backup says so.
                return round(session, copying, restoring, cancellation);
            }
            try (AdvisoryLock lock = AdvisoryLock.acquire(session, LockKey.BACKUP, patience, waiting(cancellation))) {
                return round(session, copying, restoring, cancellation);
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private static WaitListener waiting(Cancellation cancellation) {
        return new WaitListener() {
            @Override
            public void waiting(Optional<LockHolder> holder, Duration waited) {
                // Who it is stands in the error, if it comes to that.
            }

            @Override
            public boolean cancelled() {
                return cancellation.requested();
            }
        };
    }

    private Result round(
            Connection session, BackupListener copying, RestoreListener restoring, Cancellation cancellation)
            throws SQLException {
        Optional<Shelf> enough =
                Interruptible.run(cancellation, () -> wish.unlessNewerThan().flatMap(this::youngest));
        if (enough.isPresent()) {
            return new Result(enough, Optional.empty(), Optional.empty(), Optional.empty());
        }
        if (wish.drill()) {
            int major = session.getMetaData().getDatabaseMajorVersion();
            ScratchRoom.require(project, start.servers(), wish.drillOn(), Restoring.embedded(major));
        }
        BackupResult backup = new BackupRun(project, start).make(request, copying, cancellation);
        made = Optional.of(place().name() + "/" + backup.archive());
        try {
            return proven(backup, restoring, cancellation);
        } catch (BelayException e) {
            throw afterwards(e);
        }
    }

    /** Whoever reads it has to know whether there is a backup. */
    private BelayException afterwards(BelayException e) {
        return made.map(archive -> new BelayException(
                        e.kind(), e.getMessage() + "; the backup " + archive + " is there", e.hint(), e))
                .orElse(e);
    }

    private Result proven(BackupResult backup, RestoreListener restoring, Cancellation cancellation) {
        Optional<Drilled> drill = wish.drill() ? Optional.of(drill(backup, restoring, cancellation)) : Optional.empty();
        boolean good = drill.map(Drilled::ok).orElse(true);
        // What cannot be restored is no reason to delete what can.
        Optional<PruneOutcome> pruned = wish.prune()
                .filter(rules -> good)
                .map(rules -> new Backups(project, start).prune(place(), database(), system, rules));
        return new Result(Optional.empty(), Optional.of(backup), drill, pruned);
    }

    /** What is known before must not be found out after hours. */
    private void refuseVainDrill() {
        if (wish.drill()) {
            ScratchRoom.refuse(project, DRILL_ON, wish.drillOn());
        }
        if (wish.verify()) {
            new Verification(project, start).existingSpec();
        }
        List<String> recipients = new BackupRun(project, start).recipients(request);
        if (wish.drill() && !recipients.isEmpty()) {
            Path key = wish.identity()
                    .map(start.folder()::resolve)
                    .or(() -> project.backupSettings().identity())
                    .orElseThrow(() -> new BelayException(
                            Kind.USAGE,
                            "the drill of an encrypted backup needs its key",
                            "give --identity FILE, or no --drill"));
            Identities.read(key).require(Recipients.of(recipients));
        }
        if (wish.drill() && request.options().contents() == Manifest.Contents.DATA) {
            throw new BelayException(
                    Kind.USAGE, "rows alone cannot be drilled: there are no tables for them", "leave --drill out");
        }
    }

    private Drilled drill(BackupResult backup, RestoreListener listener, Cancellation cancellation) {
        RestoreRequest made = new RestoreRequest(
                place().name() + "/" + backup.archive(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                wish.identity(),
                place().options(),
                RestoreOptions.DEFAULT.withJobs(request.options().jobs()));
        return new Restoring(project, start)
                .drill(made, DRILL_ON, new DrillWish(wish.drillOn(), wish.verify()), listener, cancellation);
    }

    private BackupPlace place() {
        return BackupPlace.of(project, start, request.to(), request.storage());
    }

    private String database() {
        return project.connection().database();
    }

    /** The newest archive, if it is young enough, and proven where a proof is wanted. */
    private Optional<Shelf> youngest(Duration age) {
        Instant since = start.clock().instant().minus(age);
        return archives().stream()
                .filter(Shelf::good)
                .filter(shelf -> shelf.holds(request.options()))
                .filter(shelf -> !shelf.time().isAfter(start.clock().instant().plus(SKEW)))
                .findFirst()
                .filter(shelf -> shelf.time().isAfter(since))
                .filter(shelf -> !wish.drill() || proven(shelf));
    }

    /** Whether a drill has found of it all that this run would look for. */
    private boolean proven(Shelf shelf) {
        return shelf.drill()
                .filter(DrillRecord::ok)
                .filter(drill -> !wish.verify() || drill.spec().orElse(false))
                .isPresent();
    }

    /** Of this database on this server. */
    private List<Shelf> archives() {
        try (Storage storage = place().open()) {
            return Servers.of(Listing.ofDatabase(storage, database())).only(system);
        } catch (IOException e) {
            throw new BelayException(
                    Kind.BACKUP,
                    FileTrouble.sentence("cannot read " + place().name(), e),
                    FileTrouble.hint(e, "is it the right place?"),
                    e);
        }
    }

    private Optional<MetricsFile> metrics() {
        return wish.metrics().map(file -> new MetricsFile(start.folder().resolve(file)));
    }

    private BackupMetrics measured(boolean ok) {
        List<Shelf> good = archives().stream()
                .filter(Shelf::good)
                .filter(shelf -> shelf.holds(request.options()))
                .toList();
        return new BackupMetrics(
                database(),
                place().name(),
                good.stream()
                        .findFirst()
                        .map(shelf -> new BackupMetrics.Success(
                                shelf.time(),
                                shelf.size(),
                                shelf.manifest().orElseThrow().took())),
                good.stream()
                        .filter(this::proven)
                        .max(Comparator.comparing(
                                shelf -> shelf.drill().orElseThrow().at()))
                        .map(BackupRound::drilled),
                ok);
    }

    private static BackupMetrics.Success drilled(Shelf shelf) {
        DrillRecord drill = shelf.drill().orElseThrow();
        return new BackupMetrics.Success(drill.at(), shelf.size(), drill.took());
    }
}
