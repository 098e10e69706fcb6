package dev.belay.tui;

import dev.belay.backup.BackupOptions;
import dev.belay.backup.archive.Layout;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A backup that is asked for.
 *
 * @param to the place; empty for that of the environment
 * @param storage options of {@code s3://}, by name
 * @param recipients of age encryption; none for those of the environment
 */
public record BackupRequest(
        Optional<String> to,
        Map<String, String> storage,
        Layout layout,
        List<String> recipients,
        BackupOptions options) {
    public BackupRequest {
        storage = Map.copyOf(storage);
        recipients = List.copyOf(recipients);
    }

    /** The same, to another place. */
    public BackupRequest to(String place) {
        return new BackupRequest(Optional.of(place), storage, layout, recipients, options);
    }

    /** All of a database, to where its environment says. */
    public static BackupRequest usual() {
        return new BackupRequest(Optional.empty(), Map.of(), Layout.DIRECTORY, List.of(), BackupOptions.DEFAULT);
    }
}
