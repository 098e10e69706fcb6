package dev.belay.backup;

import dev.belay.backup.archive.Compression;
import dev.belay.backup.archive.Compression.Algorithm;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Makes backups of test databases. */
final class Backups {
    static final Compression GZIP = Compression.of(Algorithm.GZIP);

    private Backups() {}

    static BackupResult make(TestDatabase database, Path folder, BackupOptions options) {
        return with(database, options).to(new FolderStorage(folder));
    }

    static Backup with(TestDatabase database, BackupOptions options) {
        return new Backup(Stock.database(database), options, "0", BackupListener.NONE);
    }

    /** Gzip, which PostgreSQL 15 reads, and tables in many runs. */
    static BackupOptions.Builder inRuns() {
        return BackupOptions.builder().compression(GZIP).piece(OptionalLong.of(60_000));
    }
}
