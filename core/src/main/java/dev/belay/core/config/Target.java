package dev.belay.core.config;

import dev.belay.core.db.ConnectionSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A database to act on, resolved.
 *
 * @param name the environment's name, or the place as it was given
 * @param connection how to connect: by {@code direct_url} where there is one
 * @param protectedEnvironment whether what changes it needs a typed name or an approved plan
 * @param variables for the text of migrations
 */
public record Target(
        String name,
        ConnectionSettings connection,
        boolean protectedEnvironment,
        Map<String, String> variables,
        BackupSettings backup,
        SnapshotSettings snapshot) {
    public Target {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }
}
