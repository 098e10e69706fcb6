package dev.belay.tui;

import dev.belay.backup.ArchiveName;
import dev.belay.backup.Backup;
import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.BackupResult;
import dev.belay.backup.archive.Layout;
import dev.belay.backup.crypto.Recipients;
import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.StoredFile;
import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes backups of the target, where its environment or the user wants them. */
final class BackupRun {
    private final Project project;
    private final Start start;

    BackupRun(Project project, Start start) {
        this.project = project;
        this.start = start;
    }

    BackupResult make(BackupRequest request, BackupListener listener, Cancellation cancellation) {
        Backup backup =
                new Backup(project.database(), options(request), start.release().get(), listener);
        Thread worker = Thread.currentThread();
        try (var busy = cancellation.whileBusy(worker::interrupt)) {
            if (request.layout() != Layout.DIRECTORY) {
                return backup.to(Path.of(place(request)), request.layout());
            }
            try (Storage storage = folders(request).open()) {
                Interruptible.run(cancellation, () -> reachable(storage));
                return backup.to(storage);
            }
        } catch (BelayException e) {
            // What else it says is what was going on when somebody stopped it.
            throw Thread.interrupted() || cancellation.requested()
                    ? new BelayException(cancellation.reason(), "stopped: nothing of this backup was kept", "", e)
                    : e;
        }
    }

    /** A place that nothing can be written to is found out before anybody waits for a snapshot. */
    private List<StoredFile> reachable(Storage storage) {
        try {
            return storage.files(ArchiveName.folder(project.connection().database()));
        } catch (IOException e) {
            throw new BelayException(
                    Kind.BACKUP, FileTrouble.sentence("the archive cannot be written", e), FileTrouble.hint(e), e);
        }
    }

    /** What is wrong whatever the database says is said before it is asked. */
    void check(BackupRequest request) {
        place(request);
        options(request);
    }

    private BackupOptions options(BackupRequest request) {
        List<String> recipients = recipients(request);
        if (!recipients.isEmpty() && request.layout() == Layout.TAR) {
            throw new BelayException(
                    Kind.USAGE,
                    "a tar is not encrypted: its files would lie on the disk as they are while it is made",
                    "leave --format out, or choose custom");
        }
        return recipients.isEmpty() ? request.options() : request.options().sealed(Recipients.of(recipients)::encrypt);
    }

    /** For whom it is encrypted; empty for nobody. */
    List<String> recipients(BackupRequest request) {
        return request.recipients().isEmpty() ? project.backupSettings().encryptTo() : request.recipients();
    }

    /** The place, without secrets; a folder as an absolute path. */
    String place(BackupRequest request) {
        if (request.layout() == Layout.DIRECTORY) {
            return folders(request).name();
        }
        return request.to()
                .map(file -> start.folder().resolve(file).toString())
                .orElseThrow(() -> new BelayException(
                        Kind.USAGE, "nothing says which file the backup goes into", "give --to FILE"));
    }

    private BackupPlace folders(BackupRequest request) {
        return BackupPlace.of(project, start, request.to(), request.storage());
    }
}
