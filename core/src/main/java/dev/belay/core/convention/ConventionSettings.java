package dev.belay.core.convention;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a project says about its migrations.
 *
 * @param base the folder in which they lie
 * @param variables of the chosen environment; they win over those of the convention's own files
 * @param order of the files, where the convention has no order of its own; empty for the order of their names
 * @param historySchema where the history table lies; empty for {@code public}
 * @param historyTable another name for the history table than the convention's own
 * @param environment the chosen environment
 * @param beside SQL files that are no migrations wherever they lie: seeds and hooks
 */
public record ConventionSettings(
        Path base,
        Map<String, String> variables,
        List<String> order,
        Optional<String> historySchema,
        Optional<String> historyTable,
        Optional<String> environment,
        List<Path> beside) {
    public ConventionSettings {
        variables = Map.copyOf(variables);
        order = List.copyOf(order);
        beside = List.copyOf(beside);
    }

    /** With no SQL files that are anything but migrations. */
    public ConventionSettings(
            Path base,
            Map<String, String> variables,
            List<String> order,
            Optional<String> historySchema,
            Optional<String> historyTable,
            Optional<String> environment) {
        this(base, variables, order, historySchema, historyTable, environment, List.of());
    }

    /** A folder, and everything else as usual. */
    public static ConventionSettings of(Path base) {
        return new ConventionSettings(base, Map.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    String schema() {
        return historySchema.orElse("public");
    }
}
