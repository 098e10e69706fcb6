package dev.belay.core.apply;

import dev.belay.core.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How a run ended.
 *
 * @param run its id in the journal
 * @param steps one for each step that was begun
 * @param failure what stopped the run, if something did
 * @param took the whole time, waiting included
 */
public record RunResult(UUID run, List<StepResult> steps, Optional<Failure> failure, Duration took) {
    public RunResult {
        steps = List.copyOf(steps);
    }

    public boolean ok() {
        return failure.isEmpty();
    }

    /** 0, or the exit code of what stopped it. */
    public int exitCode() {
        return failure.map(Failure::kind).map(Kind::exitCode).orElse(0);
    }
}
