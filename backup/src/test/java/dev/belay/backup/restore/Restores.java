package dev.belay.backup.restore;

import dev.belay.backup.archive.ArchiveReader;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.Surroundings;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Restores as the tests do them. */
final class Restores {
    private Restores() {}

    static Database database(TestDatabase database) {
        return database(database.url());
    }

    static Database database(String url) {
        return new Database(ConnectionUrl.parse(url).settings(new Surroundings(Map.of(), Path.of("/"))));
    }

    static RestoreResult into(TestDatabase database, ArchiveReader archive, RestoreOptions options) {
        return new Restore(database(database), options, RestoreListener.SILENT, new Cancellation())
                .run(archive, Optional.empty());
    }
}
