package dev.belay.verify.rehearsal;

import dev.belay.core.Kind;
import dev.belay.core.apply.Failure;
import dev.belay.core.apply.Problem;
import dev.belay.core.catalog.Fingerprint;
import dev.belay.core.catalog.SchemaDiff;
import dev.belay.verify.Report;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a rehearsal showed.
 *
 * @param copied what it began with
 * @param problems why nothing was run
 * @param steps in the order of the way up
 * @param before the schema that it began with, without history and journal
 * @param after the schema after the first way up
 * @param verified what the spec says of that; empty without a spec
 * @param again what differs after the second way up; empty if there was none
 * @param failure what ended it before its time
 */
public record RehearsalResult(
        Copied copied,
        List<Problem> problems,
        List<RehearsedStep> steps,
        Fingerprint before,
        Optional<Fingerprint> after,
        Optional<Report> verified,
        Optional<SchemaDiff> again,
        Optional<Failure> failure,
        Duration took) {
    public RehearsalResult {
        problems = List.copyOf(problems);
        steps = List.copyOf(steps);
    }

    /** Whether there was nothing to rehearse. */
    public boolean idle() {
        return steps.isEmpty() && problems.isEmpty() && failure.isEmpty();
    }

    public boolean good() {
        return exitCode() == 0;
    }

    /** 0; that of what stopped it; or that of a verification that failed. */
    public int exitCode() {
        if (failure.isPresent()) {
            return failure.get().kind().exitCode();
        }
        if (!problems.isEmpty()) {
            return Kind.MIGRATION.exitCode();
        }
        boolean proven = steps.stream().allMatch(step -> step.verdict().good());
        boolean holds = verified.map(Report::passed).orElse(true);
        boolean repeats = again.map(SchemaDiff::isEmpty).orElse(true);
        return proven && holds && repeats ? 0 : Kind.VERIFICATION.exitCode();
    }
}
