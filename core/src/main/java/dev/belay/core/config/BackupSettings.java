package dev.belay.core.config;

import java.util.List;
import java.util.Optional;

/**
 * How an environment is backed up.
 *
 * @param beforeUp whether a backup comes before each {@code up}
 * @param to a folder or an {@code s3://} address
 * @param encryptTo age recipients; empty for no encryption
 */
public record BackupSettings(boolean beforeUp, Optional<String> to, List<String> encryptTo) {
    public static final BackupSettings NONE = new BackupSettings(false, Optional.empty(), List.of());

    public BackupSettings {
        encryptTo = List.copyOf(encryptTo);
    }
}
