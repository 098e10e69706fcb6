package dev.belay.core.apply;

import dev.belay.core.history.Progress;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What would be done, in order, and what stands in the way. Pure: no clock, no connection, no file.
 *
 * @param direction which way it goes
 * @param steps what to run
 * @param problems why it must not be run; empty when it may
 */
public record Plan(Direction direction, List<PlannedStep> steps, List<Problem> problems) {
    public Plan {
        steps = List.copyOf(steps);
        problems = List.copyOf(problems);
    }

    public boolean runnable() {
        return problems.isEmpty();
    }

    public static Plan of(Standing standing, PlanRequest request, Comparator<Version> order) {
        return request.goesUp() ? up(standing, request, order) : down(standing, request);
    }

    private static Plan up(Standing standing, PlanRequest request, Comparator<Version> order) {
        List<Problem> problems = new ArrayList<>(UpProblems.inHistory(standing));
        List<MigrationStatus> wanted = wanted(standing, request, order, problems);
        if (!request.outOfOrder()) {
            problems.addAll(UpProblems.outOfOrder(standing, wanted, order));
        }
        problems.addAll(UpProblems.unfinished(wanted));
        return new Plan(Direction.UP, wanted.stream().map(Plan::upStep).toList(), problems);
    }

    private static List<MigrationStatus> wanted(
            Standing standing, PlanRequest request, Comparator<Version> order, List<Problem> problems) {
        List<MigrationStatus> able = standing.entries().stream()
                .filter(entry -> entry.migration().isPresent() && entry.state().wantsUp())
                .filter(entry -> !(entry.state() == State.PARTIAL && UpProblems.goingDown(entry)))
                .toList();
        if (request.version().isEmpty()) {
            return able;
        }
        Version goal = request.version().get();
        Optional<MigrationStatus> found = standing.find(goal);
        if (found.isEmpty() || found.get().migration().isEmpty()) {
            problems.add(Problem.of(
                    Problem.Cause.NOT_FOUND,
                    goal,
                    "there is no migration \"" + goal + "\"",
                    "belay status lists them"));
            return List.of();
        }
        if (request.goal() == PlanRequest.Goal.UP_ONLY) {
            return able.stream().filter(entry -> entry.version().equals(goal)).toList();
        }
        return able.stream()
                .filter(entry -> !entry.migration().orElseThrow().repeatable())
                .filter(entry -> order.compare(entry.version(), goal) <= 0)
                .toList();
    }

    private static PlannedStep upStep(MigrationStatus entry) {
        return new PlannedStep(
                entry.migration().orElseThrow(),
                Direction.UP,
                entry.row(),
                entry.progress().filter(progress -> progress.direction() == Direction.UP));
    }

    private static Plan down(Standing standing, PlanRequest request) {
        List<Version> newestFirst = new ArrayList<>(standing.applied());
        Collections.reverse(newestFirst);
        Map<Version, MigrationStatus> byVersion = standing.byVersion();
        List<Problem> problems = new ArrayList<>(halfDone(standing));
        List<PlannedStep> steps = new ArrayList<>();
        for (Version version : chosen(newestFirst, standing, request, problems)) {
            MigrationStatus entry = byVersion.get(version);
            if (entry == null || entry.migration().isEmpty()) {
                problems.add(Problem.of(
                        Problem.Cause.MISSING,
                        version,
                        "\"" + version + "\" is applied and has no file, so nothing says how to undo it",
                        "bring the file back, or take it out of the history with " + Mending.ROLLED_BACK.of(version)));
            } else if (entry.state() == State.CHANGED) {
                problems.add(Problem.of(
                        Problem.Cause.CHANGED,
                        version,
                        "\"" + entry.migration().get().label() + "\" was changed after it was applied,"
                                + " so its way down may not be the right one",
                        "put the file back, or accept it as it is with " + Mending.REPAIR.of(version)));
            } else if (!entry.migration().get().reversible()) {
                problems.add(Problem.of(
                        Problem.Cause.IRREVERSIBLE,
                        version,
                        "\"" + entry.migration().get().label() + "\" has no down part",
                        "write one, or restore a backup; nothing was undone"));
            } else {
                steps.add(downStep(entry));
            }
        }
        return new Plan(Direction.DOWN, steps, problems);
    }

    /** What was begun and not finished comes first, whichever way it went: nothing can be undone beneath it. */
    private static List<Problem> halfDone(Standing standing) {
        return standing.in(State.PARTIAL).stream()
                .filter(entry -> entry.migration().isEmpty() || !UpProblems.goingDown(entry))
                .map(entry -> entry.migration().isEmpty()
                        ? UpProblems.halfDoneWithoutFile(entry.version())
                        : Problem.of(
                                Problem.Cause.RESUME,
                                entry.version(),
                                "\"" + entry.migration().get().label() + "\" is half applied",
                                "finish it with belay up; or take away by hand what is there of it, and say "
                                        + Mending.ROLLED_BACK.of(entry.version())))
                .toList();
    }

    /** What {@code down} is about, newest first. Repeatable migrations are never undone. */
    private static List<Version> chosen(
            List<Version> newestFirst, Standing standing, PlanRequest request, List<Problem> problems) {
        Map<Version, MigrationStatus> byVersion = standing.byVersion();
        List<Version> able = newestFirst.stream()
                .filter(version -> Optional.ofNullable(byVersion.get(version))
                        .flatMap(MigrationStatus::migration)
                        .filter(migration -> migration.repeatable())
                        .isEmpty())
                .toList();
        if (request.goal() == PlanRequest.Goal.DOWN_ALL) {
            return able;
        }
        if (request.goal() == PlanRequest.Goal.DOWN_STEPS) {
            return able.subList(0, Math.min(request.steps(), able.size()));
        }
        Version keep = request.version().orElseThrow();
        int index = able.indexOf(keep);
        if (index < 0) {
            problems.add(Problem.of(
                    Problem.Cause.NOT_FOUND,
                    keep,
                    "\"" + keep + "\" is not applied, so there is no way down to it",
                    "belay status lists what is applied"));
            return List.of();
        }
        return able.subList(0, index);
    }

    private static PlannedStep downStep(MigrationStatus entry) {
        Optional<Progress> progress = entry.progress().filter(open -> open.direction() == Direction.DOWN);
        return new PlannedStep(entry.migration().orElseThrow(), Direction.DOWN, entry.row(), progress);
    }
}
