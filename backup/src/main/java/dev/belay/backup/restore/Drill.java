package dev.belay.backup.restore;

import dev.belay.backup.DrillRecord;
import dev.belay.backup.Manifest;
import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.db.Database;
import dev.belay.core.db.OpenSessions;
import dev.belay.core.db.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Restores an archive into a database that nobody needs, and compares everything that can be compared. */
public final class Drill {
    private final Database scratch;
    private final RestoreOptions options;
    private final RestoreListener listener;
    private final Cancellation cancellation;
    private final Clock clock;

    /** @param scratch empty; the caller drops it */
    public Drill(
            Database scratch,
            RestoreOptions options,
            RestoreListener listener,
            Cancellation cancellation,
            Clock clock) {
        this.scratch = scratch;
        this.options = options;
        this.listener = listener;
        this.cancellation = cancellation;
        this.clock = clock;
    }

    /**
     * Does it.
     *
     * @param belay the version, for the record
     * @throws BelayException of kind USAGE for what holds no whole database
     */
    public DrillResult run(RestoreSource source, String belay) {
        if (!(source instanceof ArchiveSource archive)) {
            throw ((PlainDump) source).opaque();
        }
        boolean told = archive.manifest()
                .filter(known -> known.contents() == Manifest.Contents.DATA)
                .isPresent();
        if (told || Half.of(archive.reader().toc()) == Half.ROWS) {
            throw new BelayException(
                    Kind.USAGE,
                    source.name() + " holds rows alone, which need a schema to go into",
                    "drill a backup that was made without --data-only");
        }
        long start = System.nanoTime();
        RestoreResult restored = source.restore(scratch, options, listener, cancellation);
        Findings findings = new Findings();
        if (restored.failure().equals(restored.stopped()) && restored.stopped().isPresent()) {
            throw stopped(Optional.empty());
        }
        if (restored.ok()) {
            stoppable(archive, findings);
        } else {
            restored.failed()
                    .forEach(object -> findings.found(object.kind() + " " + object.name() + ": "
                            + object.error().map(ObjectResult.Failure::message).orElse("")));
            findings.found("the restore did not come to its end");
        }
        return new DrillResult(
                restored.noting(findings.notes),
                new DrillRecord(
                        DrillRecord.FORMAT,
                        belay,
                        clock.instant(),
                        Duration.ofNanos(System.nanoTime() - start),
                        findings.found.isEmpty(),
                        findings.version,
                        findings.tables,
                        findings.rows,
                        findings.sequences,
                        findings.largeObjects,
                        findings.schema,
                        findings.found,
                        Optional.empty()));
    }

    /** What has been seen so far. */
    static final class Findings {
        private final List<String> found = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private String version = "";
        private long tables;
        private long rows;
        private long sequences;
        private long largeObjects;
        private boolean schema;

        void found(String what) {
            found.add(what);
        }
    }

    /** Whoever stops it waits neither for a query nor for more of the archive. */
    private void stoppable(ArchiveSource archive, Findings findings) {
        Thread worker = Thread.currentThread();
        try (Cancellation.Busy unused = cancellation.whileBusy(worker::interrupt)) {
            compare(archive, findings);
        } catch (RuntimeException e) {
            throw cancellation.requested() ? stopped(Optional.of(e)) : e;
        } finally {
            if (cancellation.requested()) {
                // What comes now tidies up.
                Thread.interrupted();
            }
        }
    }

    /** What else it says is what was going on when somebody stopped it. */
    private BelayException stopped(Optional<RuntimeException> cause) {
        return new BelayException(
                cancellation.reason(), "stopped: the archive was not compared to its end", "", cause.orElse(null));
    }

    private void compare(ArchiveSource archive, Findings findings) {
        try (Connection connection = scratch.forReading().connect();
                Cancellation.Busy unused = cancellation.whileBusy(() -> OpenSessions.end(connection))) {
            findings.version = Sql.one(connection, "SHOW server_version", row -> row.getString(1));
            compareTables(archive, connection, findings);
            Remainders rest = new Remainders(connection, archive.reader());
            findings.sequences = rest.sequences(findings::found, findings.notes::add);
            findings.largeObjects = rest.largeObjects(findings::found);
            SchemaProof.of(archive, options, connection, findings.notes::add).ifPresent(difference -> {
                findings.schema = true;
                difference.forEach(findings::found);
            });
        } catch (SQLException e) {
            throw RestoreTrouble.of(e);
        } catch (IOException e) {
            throw new BelayException(Kind.BACKUP, FileTrouble.sentence("cannot read " + archive.name(), e), "", e);
        }
        refuseNothing(archive, findings);
    }

    private void compareTables(ArchiveSource archive, Connection connection, Findings findings)
            throws SQLException, IOException {
        List<Comparison.Subject> subjects = Comparison.of(archive.reader(), archive.manifest(), findings.notes::add);
        RestoredRows restored = new RestoredRows(connection, subjects, findings.notes::add);
        for (Comparison.Subject one : subjects) {
            if (cancellation.requested()) {
                throw stopped(Optional.empty());
            }
            listener.begun("compare " + one.table());
            Comparison.difference(one, restored.of(one)).ifPresent(findings::found);
            findings.tables += one.parts().size();
            findings.rows += one.expected().map(Comparison.Expected::rows).orElse(0L);
        }
        archive.manifest()
                .map(known -> Comparison.unknown(known, subjects, findings.notes))
                .orElse(List.of())
                .forEach(table -> findings.found(table + ": the manifest names it, and the archive has no rows of it"));
    }

    /** A proof of nothing must not look like one. */
    private static void refuseNothing(ArchiveSource archive, Findings findings) {
        long known = archive.manifest()
                .map(manifest -> manifest.totals().rows() + manifest.totals().largeObjects())
                .orElseGet(() -> archive.reader().toc().entries().stream()
                        .filter(entry -> entry.hasData())
                        .count());
        if (known > 0 && findings.tables + findings.largeObjects == 0) {
            findings.found("nothing was compared, although the archive holds data");
        }
        if (!findings.schema && Half.of(archive.reader().toc()) == Half.DEFINITIONS) {
            findings.found("nothing was compared, although the archive holds definitions");
        }
    }
}
