package dev.belay.backup;

import dev.belay.backup.archive.ArchiveFormat;
import dev.belay.backup.archive.ArchiveWriter;
import dev.belay.backup.archive.FormatVersion;
import dev.belay.backup.archive.Layout;
import dev.belay.backup.data.Snapshot;
import dev.belay.backup.storage.Draft;
import dev.belay.backup.storage.Storage;
import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import dev.belay.core.catalog.Globals;
import dev.belay.core.catalog.GlobalsReader;
import dev.belay.core.db.Database;
import dev.belay.core.db.SqlTrouble;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes a database as it is in one moment into an archive that stock PostgreSQL tools restore. */
public final class Backup {
    private final Database database;
    private final BackupOptions options;
    private final String version;
    private final BackupListener listener;

    /** @param version of Belay */
    public Backup(Database database, BackupOptions options, String version, BackupListener listener) {
        this.database = database;
        this.options = options;
        this.version = version;
        this.listener = listener;
    }

    /**
     * Into a new folder of a storage. Until it is all there it is not there at all.
     *
     * @throws BelayException of kind BACKUP that says what cannot be read or written
     */
    public BackupResult to(Storage storage) {
        ArchiveFormat format = ArchiveFormat.of(Layout.DIRECTORY, options.compression());
        return from(snapshot -> {
            long start = System.nanoTime();
            Found found = Survey.of(snapshot, options);
            BackupPlan plan = plan(found, format);
            Tally tally = new Tally(plan, listener, Optional.empty());
            String folder = ArchiveName.of(found.moment());
            try (Draft draft = storage.draft(folder)) {
                Ledger ledger = new Ledger(draft::create, options.seal());
                Closing closing = new Closing(options, version, found, ledger);
                closing.globals(globals(snapshot));
                try (ArchiveWriter writer = ArchiveWriter.directory(ledger, plan.toc())) {
                    new Rows(plan, writer, tally, listener).copy(snapshot, options);
                    // From here on nobody has to wait for us any more.
                    snapshot.end();
                    writer.finish();
                    Manifest manifest = closing.manifest(
                            tally.tables(writer.toc(), ledger::stored),
                            tally.totals(plan, ledger.entries()),
                            since(start));
                    closing.commit(draft, manifest);
                    return new BackupResult(folder, manifest, plan.notes());
                }
            }
        });
    }

    /**
     * Into one new file, with a manifest beside it.
     *
     * @param layout CUSTOM or TAR
     * @throws BelayException of kind BACKUP that says what cannot be read or written
     */
    public BackupResult to(Path file, Layout layout) {
        ArchiveFormat format = ArchiveFormat.of(layout, options.compression());
        return from(snapshot -> {
            long start = System.nanoTime();
            Found found = Survey.of(snapshot, options);
            BackupPlan plan = plan(found, format);
            try (SingleFile single = SingleFile.begin(file, layout, options.seal())) {
                Tally tally = new Tally(plan, listener, Optional.of(single.name()));
                Ledger beside = new Ledger(single::beside, options.seal());
                Closing closing = new Closing(options, version, found, beside);
                single.write(plan.toc(), writer -> new Rows(plan, writer, tally, listener).copy(snapshot, options));
                Optional<Globals> globals = globals(snapshot);
                snapshot.end();
                closing.globals(globals);
                closing.file(single.name(), single.entry());
                Manifest manifest = closing.manifest(
                        tally.tables(plan.toc(), name -> name), tally.totals(plan, closing.files()), since(start));
                closing.writeBeside(manifest, single.name());
                single.commit();
                return new BackupResult(file.toString(), manifest, notes(plan, format));
            }
        });
    }

    /** Of files in a folder their names tell how they are compressed. */
    private static List<String> notes(BackupPlan plan, ArchiveFormat format) {
        return format.version() == FormatVersion.V1_14
                ? plan.notes()
                : Stream.concat(
                                plan.notes().stream(),
                                Stream.of("stock pg_restore reads it from version 16 on; for older ones"
                                        + " --compress gzip"))
                        .toList();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start).truncatedTo(ChronoUnit.MILLIS);
    }

    /** What is done with a snapshot. */
    private interface Work {
        BackupResult with(Snapshot snapshot) throws SQLException, IOException;
    }

    private BackupResult from(Work work) {
        try (Snapshot snapshot = Snapshot.take(database)) {
            return work.with(snapshot);
        } catch (SQLException e) {
            throw trouble(e);
        } catch (FileAlreadyExistsException e) {
            throw new BelayException(Kind.USAGE, FileTrouble.text(e), "name another file", e);
        } catch (IOException e) {
            throw new BelayException(
                    Kind.BACKUP, FileTrouble.sentence("the archive cannot be written", e), FileTrouble.hint(e), e);
        }
    }

    private static BelayException trouble(SQLException e) {
        BelayException known = SqlTrouble.of(e);
        return known.kind() == Kind.MIGRATION
                ? new BelayException(Kind.BACKUP, String.valueOf(known.getMessage()), known.hint(), e)
                : known;
    }

    private BackupPlan plan(Found found, ArchiveFormat format) {
        LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault()).withNano(0);
        return BackupPlan.of(found, options, format, new Planner.Stamp(now, "Belay " + version));
    }

    private Optional<Globals> globals(Snapshot snapshot) throws SQLException {
        return options.globals()
                ? Optional.of(GlobalsReader.readWithPasswords(snapshot.connection()))
                : Optional.empty();
    }
}
