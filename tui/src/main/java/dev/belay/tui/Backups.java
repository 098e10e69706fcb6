package dev.belay.tui;

import dev.belay.backup.ArchiveName;
import dev.belay.backup.Check;
import dev.belay.backup.Check.CheckListener;
import dev.belay.backup.Listing;
import dev.belay.backup.Manifest;
import dev.belay.backup.Manifests;
import dev.belay.backup.Prune;
import dev.belay.backup.Retention;
import dev.belay.backup.archive.ArchiveReader;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.restore.RestoreSource;
import dev.belay.backup.storage.Storage;
import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.tui.report.Exported;
import dev.belay.tui.report.PlaceListing;
import dev.belay.tui.report.PruneOutcome;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What is done with archives where they lie: none of it needs a database. */
final class Backups {
    private final Project project;
    private final Start start;

    Backups(Project project, Start start) {
        this.project = project;
        this.start = start;
    }

    Checked check(RestoreRequest request, CheckListener listener, Cancellation cancellation) {
        Checked result = Interruptible.run(cancellation, () -> check(request, listener));
        if (cancellation.requested()) {
            // What could not be read any more looks like damage.
            throw new BelayException(cancellation.reason(), "stopped", "");
        }
        return result;
    }

    private Checked check(RestoreRequest request, CheckListener listener) {
        try (Archives archives = Archives.open(project, start, request)) {
            Optional<Decryption> keys =
                    Optional.of(archives.decryption()).filter(decryption -> decryption != Decryption.NONE);
            return archives.with((storage, name) -> {
                RestoreSource.requireArchive(storage, name);
                return new Checked(new Check(storage, keys, listener).run(name), archives.notes(request.archive()));
            });
        }
    }

    Exported export(RestoreRequest request, ExportRequest wanted) {
        ExportRequest placed = new ExportRequest(
                wanted.format(), start.folder().resolve(wanted.to()).normalize());
        try (Archives archives = Archives.open(project, start, request)) {
            return archives.with((storage, name) -> {
                RestoreSource.requireArchive(storage, name);
                Optional<Manifest> manifest = Manifests.read(storage, name);
                ArchiveReader reader = Manifests.reader(storage, name, archives.decryption(), manifest);
                if (manifest.isPresent()) {
                    Manifests.prove(storage, name, manifest.get(), () -> false);
                }
                Exporting.run(reader, placed);
                return new Exported(
                        storage.name() + "/" + name,
                        placed.to(),
                        manifest.isPresent(),
                        archives.notes(request.archive()));
            });
        }
    }

    PlaceListing list(Optional<String> place, Map<String, String> options) {
        return at(
                place,
                options,
                storage -> new PlaceListing(
                        storage.name(),
                        Listing.of(storage, ""),
                        storage.leftovers(),
                        start.clock().instant()));
    }

    /** Deletes only archives of one database, on one server. */
    PruneOutcome prune(BackupPlace place, String database, Optional<String> system, Retention rules) {
        return at(place, storage -> {
            Prune prune = new Prune(storage, rules, start.clock().instant(), ArchiveName.folder(database), system);
            return new PruneOutcome(storage.name(), false, prune.run());
        });
    }

    PruneOutcome prune(
            Optional<String> place, Map<String, String> options, Optional<Retention> retention, boolean dryRun) {
        Retention rules = rules(retention);
        return at(place, options, storage -> {
            Prune prune = new Prune(storage, rules, start.clock().instant());
            return new PruneOutcome(storage.name(), dryRun, dryRun ? prune.plan() : prune.run());
        });
    }

    Retention rules(Optional<Retention> said) {
        return said.or(this::configured).orElseThrow(Backups::noRules);
    }

    private Optional<Retention> configured() {
        return project.backupSettings()
                .keep()
                .map(keep -> new Retention(keep.last(), keep.daily(), keep.weekly(), keep.monthly()));
    }

    private static BelayException noRules() {
        return new BelayException(
                Kind.USAGE,
                "no rule says what to keep",
                "for example --keep-last 7 --keep-daily 14 --keep-weekly 8 --keep-monthly 12, or backup: {keep: {last: 7,"
                        + " daily: 14}} for the environment in belay.yaml");
    }

    /** A folder of the configuration is made by the first backup; one that was typed should be there. */
    void expect(Optional<String> said) {
        BackupPlace place = BackupPlace.of(project, start, said, Map.of());
        if (said.isPresent() && place.missing()) {
            throw new BelayException(
                    Kind.USAGE, "there is no folder " + place.name(), "the first backup --to it will make it");
        }
    }

    private <T> T at(Optional<String> said, Map<String, String> options, Work<T> work) {
        return at(BackupPlace.of(project, start, said, options), work);
    }

    private static <T> T at(BackupPlace place, Work<T> work) {
        try (Storage storage = place.open()) {
            return work.run(storage);
        } catch (IOException e) {
            throw new BelayException(
                    Kind.BACKUP,
                    FileTrouble.text(e),
                    FileTrouble.hint(e, "is " + place.name() + " the right place?"),
                    e);
        }
    }

    private interface Work<T> {
        T run(Storage storage) throws IOException;
    }
}
