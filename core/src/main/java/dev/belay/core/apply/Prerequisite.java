package dev.belay.core.apply;

import dev.belay.core.migration.Version;

/**
 * Something that a pending migration declares it needs.
 *
 * @param needed by which migration
 * @param name as the file says it
 * @param state whether it is there
 */
public record Prerequisite(Version needed, String name, State state) {
    /** Whether a needed object is there. */
    public enum State {
        EXISTS,
        /** Not there yet; a migration that runs before creates it. */
        COMING,
        MISSING
    }
}
