package dev.belay.tui;

import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.Storages;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.config.BackupSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where backups are kept: as the command line says, or else the environment.
 *
 * @param name a whole path, or an {@code s3://} address
 * @param options of the storage, by name
 */
record BackupPlace(String name, Map<String, String> options) {
    /** A folder of the configuration lies relative to that, one of the command line to where it was typed. */
    static BackupPlace of(Project project, Start start, Optional<String> said, Map<String, String> options) {
        // Not every verb needs a database; but a name that was typed must be right.
        start.overrides()
                .environment()
                .filter(name -> !project.config().environments().contains(name))
                .ifPresent(name -> project.config().environment(name));
        BackupSettings settings = project.backupSettings();
        if (said.filter(String::isBlank).isPresent()) {
            throw new BelayException(
                    Kind.USAGE, "the place of the backups is empty", "is a variable of a script not set?");
        }
        if (said.isPresent()) {
            return new BackupPlace(resolved(start.folder(), said.get()), options);
        }
        String place = settings.to()
                .orElseThrow(() -> new BelayException(
                        Kind.USAGE,
                        "it is not known where the backups are",
                        "name the place with --to or --from, or as PLACE; or write backup: {to: PLACE} for the"
                                + " environment in belay.yaml"));
        Map<String, String> all = new TreeMap<>(settings.storage());
        all.putAll(options);
        return new BackupPlace(resolved(project.config().folder(), place), all);
    }

    private static String resolved(Path folder, String place) {
        return place.contains("://") ? place : folder.resolve(place).normalize().toString();
    }

    /** Whether it is a folder that is not there. */
    boolean missing() {
        return !name.contains("://") && !Files.exists(Path.of(name));
    }

    Storage open() {
        return Storages.open(name, options);
    }
}
