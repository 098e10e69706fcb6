package dev.belay.core.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the schema of an environment is held against.
 *
 * @param file its own snapshot; empty for the one of the project
 * @param refreshed whether a run that changes the schema writes it anew
 */
public record SnapshotSettings(Optional<Path> file, boolean refreshed) {
    /** An environment that says nothing of it. */
    public static final SnapshotSettings NONE = new SnapshotSettings(Optional.empty(), false);
}
