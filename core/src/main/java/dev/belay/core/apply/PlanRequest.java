package dev.belay.core.apply;

import dev.belay.core.migration.Version;
import java.util.Optional;

/**
 * What a user asked for.
 *
 * @param goal where to go
 * @param version the version that the goal speaks of, if it speaks of one
 * @param steps how many, for {@link Goal#DOWN_STEPS}
 * @param outOfOrder whether an older migration may still be applied
 */
public record PlanRequest(Goal goal, Optional<Version> version, int steps, boolean outOfOrder) {
    /** The ways to say where to go. */
    public enum Goal {
        /** Everything that is pending. */
        UP,
        /** Pending ones up to and with a version. */
        UP_TO,
        /** One named migration. */
        UP_ONLY,
        /** Undo the last ones, in reverse order of application. */
        DOWN_STEPS,
        /** Undo all that was applied after a version, and keep that. */
        DOWN_TO,
        /** Undo everything. */
        DOWN_ALL
    }

    public static PlanRequest up() {
        return new PlanRequest(Goal.UP, Optional.empty(), 0, false);
    }

    public static PlanRequest upTo(Version version) {
        return new PlanRequest(Goal.UP_TO, Optional.of(version), 0, false);
    }

    public static PlanRequest only(Version version) {
        return new PlanRequest(Goal.UP_ONLY, Optional.of(version), 0, true);
    }

    public static PlanRequest down(int steps) {
        return new PlanRequest(Goal.DOWN_STEPS, Optional.empty(), steps, false);
    }

    public static PlanRequest downTo(Version version) {
        return new PlanRequest(Goal.DOWN_TO, Optional.of(version), 0, false);
    }

    public static PlanRequest downAll() {
        return new PlanRequest(Goal.DOWN_ALL, Optional.empty(), 0, false);
    }

    public PlanRequest allowingOutOfOrder(boolean allowed) {
        return new PlanRequest(goal, version, steps, outOfOrder || allowed);
    }

    public boolean goesUp() {
        return goal == Goal.UP || goal == Goal.UP_TO || goal == Goal.UP_ONLY;
    }
}
