package dev.belay.verify.rehearsal;

import dev.belay.core.Kind;
import dev.belay.core.apply.Failure;
import dev.belay.core.apply.Problem;
import dev.belay.core.catalog.Fingerprint;
import dev.belay.core.catalog.SchemaDiff;
import dev.belay.verify.Report;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a rehearsal showed.
 *
 * @param copied what it began with
 * @param problems why nothing was run
 * @param steps in the order of the way up
 * @param compared which rows were looked at before and after
 * @param before the schema that it began with, without history and journal; empty where nothing was rehearsed
 * @param after the schema after the first way up
 * @param verified what the spec says of that; empty without a spec
 * @param again what differs after the second way up; empty if there was none
 * @param failure what ended it before its time
 * @param strict whether what is lost on the way down fails it
 */
public record RehearsalResult(
        Copied copied,
        List<Problem> problems,
        List<RehearsedStep> steps,
        Compared compared,
        Optional<Fingerprint> before,
        Optional<Fingerprint> after,
        Optional<Report> verified,
        Optional<SchemaDiff> again,
        Optional<Failure> failure,
        boolean strict,
        Duration took) {
    public RehearsalResult {
        problems = List.copyOf(problems);
        steps = List.copyOf(steps);
    }

    /**
     * Which rows were looked at.
     *
     * @param tables that were read; 0 where no way down was tried
     * @param rows in them at the beginning
     * @param eachStep whether after each step; else only before the first and after the last
     * @param unread why a table could not be read, by name
     */
    public record Compared(int tables, long rows, boolean eachStep, Map<String, String> unread) {
        /** Where nothing was looked at. */
        public static final Compared NOTHING = new Compared(0, 0, false, Map.of());

        public Compared {
            unread = Collections.unmodifiableSortedMap(new TreeMap<>(unread));
        }
    }

    /** Of nothing, since nothing is pending. */
    public static RehearsalResult ofNothing(Duration took) {
        return new RehearsalResult(
                Copied.NOTHING,
                List.of(),
                List.of(),
                Compared.NOTHING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                took);
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
        boolean kept = !strict || (compared.unread().isEmpty() && steps.stream().noneMatch(RehearsedStep::loses));
        return proven && holds && repeats && kept ? 0 : Kind.VERIFICATION.exitCode();
    }
}
