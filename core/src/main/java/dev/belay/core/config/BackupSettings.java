package dev.belay.core.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How an environment is backed up.
 *
 * @param beforeUp whether a backup comes before each {@code up}
 * @param to a folder or an {@code s3://} address
 * @param storage options of that place: {@code endpoint}, {@code region} and so on, as the storage knows them
 * @param encryptTo age recipients; empty for no encryption
 * @param identity the file with the age identities that read what was encrypted
 * @param keep what prune keeps; empty where nothing says so
 */
public record BackupSettings(
        boolean beforeUp,
        Optional<String> to,
        Map<String, String> storage,
        List<String> encryptTo,
        Optional<Path> identity,
        Optional<Keep> keep) {
    public static final BackupSettings NONE =
            new BackupSettings(false, Optional.empty(), Map.of(), List.of(), Optional.empty(), Optional.empty());

    public BackupSettings {
        storage = Collections.unmodifiableMap(new TreeMap<>(storage));
        encryptTo = List.copyOf(encryptTo);
    }

    /** How many of the newest archives stay, and of how many days, weeks and months the newest one of each. */
    public record Keep(int last, int daily, int weekly, int monthly) {}
}
