package dev.belay.core.db;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a process has around it that says how to connect.
 *
 * @param variables the environment variables
 * @param home the user's home folder, where {@code .pgpass} and {@code .pg_service.conf} lie
 */
public record Surroundings(Map<String, String> variables, Path home) {
    public Surroundings {
        variables = Map.copyOf(variables);
    }

    /** The value of a variable; one that is set to nothing counts as not set, as it does for libpq. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }
}
