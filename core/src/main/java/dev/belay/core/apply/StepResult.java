package dev.belay.core.apply;

import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Version;
import java.time.Duration;
import java.util.Optional;

/**
 * How one step of a plan ended. Expected endings are values; only broken machinery throws.
 *
 * @param version the migration
 * @param title its title
 * @param direction which way it went
 * @param outcome how it ended
 * @param took from its first statement to its commit, retries included
 * @param failure why, for a failed or interrupted one
 */
public record StepResult(
        Version version, String title, Direction direction, Outcome outcome, Duration took, Optional<Failure> failure) {
    static StepResult of(PlannedStep step, Outcome outcome, Duration took) {
        return new StepResult(
                step.version(), step.migration().title(), step.direction(), outcome, took, Optional.empty());
    }

    static StepResult failed(PlannedStep step, Outcome outcome, Duration took, Failure failure) {
        return new StepResult(
                step.version(), step.migration().title(), step.direction(), outcome, took, Optional.of(failure));
    }
}
