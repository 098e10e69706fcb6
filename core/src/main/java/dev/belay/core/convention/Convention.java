package dev.belay.core.convention;

import dev.belay.core.history.History;
import dev.belay.core.migration.Body;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How a project lays out its files and which history it keeps. One class per convention. */
public interface Convention {
    /** The name that {@code belay.yaml} uses. */
    String name();

    /** The order in which migrations are applied. */
    Comparator<Version> order();

    /**
     * All migrations in the order of application. Reads and hashes each file once and keeps none of the text.
     *
     * @throws dev.belay.core.BelayException when a file cannot be read or decoded, when its name does not fit, or when
     *     two files have one version
     */
    default List<Migration> migrations() {
        return listing().whole();
    }

    /**
     * The same for whoever only looks: what is wrong within one file is told of that file.
     *
     * @throws dev.belay.core.BelayException when a name does not fit, or when two files have one version
     */
    Listing listing();

    /**
     * Reads one direction of a migration, fills in variables and cuts it into statements.
     *
     * @throws dev.belay.core.BelayException when the file is not the one that {@link #migrations} saw, cannot be
     *     understood, or has no such direction
     */
    Body read(Migration migration, Direction direction);

    History history();

    /** Whether the body writes its own row into the history: ours then comes after it, not before. */
    default boolean recordsItself(Body body) {
        return false;
    }

    /** Whether the body creates the history table: it must not be there before, and our row comes after it. */
    default boolean createsHistory(Body body) {
        return false;
    }

    /** What the convention's own words say must be there first: names of objects or of migrations. */
    default List<String> requires(Migration migration) {
        return List.of();
    }

    /** Where the convention's own tool connects to in this environment, if its files say so. */
    default Optional<NativeConnection> connection() {
        return Optional.empty();
    }

    /** Advisory keys that the convention's own tool locks while it works: we take them too, after our own. */
    default List<Long> foreignLocks() {
        return List.of();
    }

    /** Whether a version older than the newest applied one is nothing to talk about. */
    default boolean outOfOrderIsNormal() {
        return false;
    }

    /** Finds the migration that a user means: by version, by title, by file name, with or without its ending. */
    Optional<Migration> find(String text, List<Migration> among);

    /**
     * The one migration that has exactly this version, file name (with or without {@code .sql}) or title. What fits no
     * migration, or more than one, is the name of something else: never throws.
     */
    default Optional<Migration> named(String text, List<Migration> among) {
        return Search.named(text, among);
    }

    /** What runs once, before the first migration of an empty history. */
    default Optional<Body> bootstrap() {
        return Optional.empty();
    }

    /** What runs after a failed {@code up}. */
    default Optional<Body> onAbort() {
        return Optional.empty();
    }

    /** Writes a new, empty migration from the template and returns the files made. */
    List<Path> create(String title, Instant now);

    /**
     * The same for a data migration in Java.
     *
     * @throws dev.belay.core.BelayException when the convention's own tool could not live with one
     */
    List<Path> createProgram(String title, Instant now);
}
