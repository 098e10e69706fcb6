package dev.belay.tui.cli;

import dev.belay.core.BelayException;
import dev.belay.core.apply.Approval;
import dev.belay.core.apply.Failure;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.Preview;
import dev.belay.core.apply.RunResult;
import dev.belay.core.apply.Standing;
import dev.belay.core.apply.StepResult;
import dev.belay.core.db.SqlError;
import dev.belay.core.migration.Direction;
import dev.belay.tui.report.Excerpt;
import dev.belay.tui.report.FailureReport;
import dev.belay.tui.report.Page;
import dev.belay.tui.report.PlanReport;
import dev.belay.tui.report.RunReport;
import java.util.List;
import java.util.Optional;

/** What the verbs that run migrations have in common: look at the plan, run it, tell how it ended. */
final class Runs {
    private Runs() {}

    /** The plan alone; the exit code says whether it may be run. */
    static int plan(Invocation now, PlanRequest request, boolean sql) {
        Preview preview = now.toolkit().preview(request);
        PlanReport report = new PlanReport(now.where(), preview, now.toolkit().scripts(preview), sql);
        if (preview.plan().runnable()) {
            return now.answer(0, report);
        }
        return now.answer(FailureReport.refusal(preview.plan().problems()), report);
    }

    /** A plan that must not run. */
    static int refused(Invocation now, Preview preview) {
        RunReport report = new RunReport(
                now.where(), Optional.of(preview.hash()), 0, preview.plan().problems(), Optional.empty());
        return now.answer(FailureReport.refusal(preview.plan().problems()), report);
    }

    static int nothing(Invocation now, Preview preview) {
        return now.answer(0, new RunReport(now.where(), Optional.of(preview.hash()), 0, List.of(), Optional.empty()));
    }

    /** Shows, among the messages, what is about to happen. */
    static void show(Invocation now, Preview preview) {
        if (now.quiet()) {
            return;
        }
        Page page = now.messages();
        page.line(now.where().line());
        PlanReport.outline(page, preview);
    }

    static int run(Invocation now, List<PlanRequest> requests, Preview preview, Approval approval) {
        RunResult result = now.supervised(watch -> now.toolkit().run(requests, approval, watch));
        return tell(now, preview, result, preview.plan().steps().size());
    }

    static int tell(Invocation now, Preview preview, RunResult result, int planned) {
        RunReport report =
                new RunReport(now.where(), Optional.of(preview.hash()), planned, List.of(), Optional.of(result));
        if (result.ok()) {
            now.toolkit().schemas().refresh(result).ifPresent(now::note);
            return now.answer(0, report);
        }
        return now.answer(failure(now, preview.standing(), result), report);
    }

    /** What stopped a run, with the line of the file where that is known. */
    static FailureReport failure(Invocation now, Standing standing, RunResult result) {
        return new FailureReport(result.failure().orElseThrow(), excerpt(now, standing, result));
    }

    private static Optional<Excerpt> excerpt(Invocation now, Standing standing, RunResult result) {
        if (result.steps().isEmpty()) {
            return Optional.empty();
        }
        StepResult last = result.steps().get(result.steps().size() - 1);
        int position =
                last.failure().flatMap(Failure::error).map(SqlError::position).orElse(0);
        Optional<Failure.Place> place = last.failure().flatMap(Failure::place);
        if (position == 0 || place.isEmpty()) {
            return Optional.empty();
        }
        return standing.find(last.version())
                .flatMap(entry -> entry.migration())
                .flatMap(migration -> excerpt(now, migration, last.direction(), place.get(), position));
    }

    private static Optional<Excerpt> excerpt(
            Invocation now,
            dev.belay.core.migration.Migration migration,
            Direction direction,
            Failure.Place place,
            int position) {
        try {
            return now.toolkit().script(migration, direction).executable().stream()
                    .filter(statement -> statement.number() == place.statement())
                    .findFirst()
                    .flatMap(statement -> Excerpt.of(statement, position));
        } catch (BelayException e) {
            // The file was changed meanwhile: the message says enough without its text.
            return Optional.empty();
        }
    }
}
