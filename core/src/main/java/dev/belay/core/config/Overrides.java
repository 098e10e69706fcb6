package dev.belay.core.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line says; it goes before everything else.
 *
 * @param project the folder of the project, or its belay.yaml
 * @param environment an environment's name
 * @param url a place to connect to: {@code env:VAR}, {@code file:PATH}, or a URL without a password
 * @param settings any further key, by its path: {@code lock.wait}
 */
public record Overrides(
        Optional<Path> project,
        Optional<String> environment,
        Optional<String> url,
        Optional<String> convention,
        Optional<String> migrations,
        Map<String, String> settings) {
    public static final Overrides NONE = new Overrides(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    public Overrides {
        settings = Map.copyOf(settings);
    }

    public Overrides withProject(Path value) {
        return new Overrides(Optional.of(value), environment, url, convention, migrations, settings);
    }

    public Overrides withEnvironment(String value) {
        return new Overrides(project, Optional.of(value), url, convention, migrations, settings);
    }

    public Overrides withUrl(String value) {
        return new Overrides(project, environment, Optional.of(value), convention, migrations, settings);
    }

    public Overrides withConvention(String value) {
        return new Overrides(project, environment, url, Optional.of(value), migrations, settings);
    }

    public Overrides withMigrations(String value) {
        return new Overrides(project, environment, url, convention, Optional.of(value), settings);
    }

    public Overrides withSettings(Map<String, String> value) {
        return new Overrides(project, environment, url, convention, migrations, value);
    }
}
