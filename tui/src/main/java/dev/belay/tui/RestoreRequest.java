package dev.belay.tui;

import dev.belay.backup.restore.RestoreOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a user wants restored.
 *
 * @param archive a path, an {@code s3://} address, or {@code latest}
 * @param from where {@code latest} is looked for; empty for the place of the configuration
 * @param into the database, an environment or a place; empty for the target
 * @param create the name of a new database on that server; empty to restore into the one that is there
 * @param identity the file with the key of an encrypted archive
 * @param storage options of {@code s3://}, by name
 */
public record RestoreRequest(
        String archive,
        Optional<String> from,
        Optional<String> into,
        Optional<String> create,
        Optional<Path> identity,
        Map<String, String> storage,
        RestoreOptions options) {
    public RestoreRequest {
        storage = Map.copyOf(storage);
    }
}
