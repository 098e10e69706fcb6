package dev.belay.core.apply;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a project wants to run around its migrations.
 *
 * @param precaution what has to work before {@code up} changes anything
 */
public record Hooks(Map<Point, List<Hook>> byPoint, Optional<Precaution> precaution) {
    public static final Hooks NONE = new Hooks(Map.of());

    public Hooks {
        byPoint = Map.copyOf(byPoint);
    }

    public Hooks(Map<Point, List<Hook>> byPoint) {
        this(byPoint, Optional.empty());
    }

    /** The same, and this before them. */
    public Hooks after(Precaution first) {
        return new Hooks(byPoint, Optional.of(first));
    }

    /**
     * Something that only runs when there is a migration to apply, under the run's lock and before its first change: a
     * backup. A {@link dev.belay.core.BelayException} of it ends the run.
     *
     * @param name as the plan and the progress show it
     */
    public record Precaution(String name, Runnable action) {}

    /** When a hook runs. */
    public enum Point {
        BEFORE_UP,
        AFTER_UP,
        BEFORE_DOWN,
        AFTER_DOWN,
        /** SQL runs in the migration's own transaction, where it has one. */
        BEFORE_EACH,
        AFTER_EACH,
        ON_FAILURE;

        /** The key of {@code belay.yaml}. */
        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One hook: a SQL file, or a command.
     *
     * @param folder where a command runs; a file is relative to it
     * @param words the file's name alone, or the command and its arguments
     */
    public record Hook(Path folder, List<String> words) {
        public Hook {
            words = List.copyOf(words);
            if (words.isEmpty()) {
                throw new IllegalArgumentException("a hook needs a file or a command");
            }
        }

        public boolean isSql() {
            return words.size() == 1 && words.get(0).endsWith(".sql");
        }

        public String name() {
            return words.get(0);
        }
    }

    public List<Hook> at(Point point) {
        return byPoint.getOrDefault(point, List.of());
    }
}
