package dev.belay.tui.report;

import dev.belay.core.apply.Failure;
import dev.belay.core.apply.Outcome;
import dev.belay.core.apply.Problem;
import dev.belay.core.apply.RunResult;
import dev.belay.core.apply.StepResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a run ended. Its steps were printed one by one, as they ended, with {@link #stepLine}.
 *
 * @param where which database
 * @param plan the hash of what was to run; empty where that was not known before
 * @param planned how many steps that had; fewer may have run
 * @param problems why it was refused
 * @param result what happened, or empty when nothing was run
 */
public record RunReport(
        Where where, Optional<String> plan, int planned, List<Problem> problems, Optional<RunResult> result)
        implements Report {
    public RunReport {
        problems = List.copyOf(problems);
    }

    /** One step that has just ended. */
    public static void stepLine(Page page, StepResult step) {
        Style style = page.style();
        String mark =
                step.outcome().good() ? style.paint(Tone.GOOD, style.tick()) : style.paint(Tone.BAD, style.cross());
        String label = Visible.line(Labels.of(step.version(), step.title()));
        page.line(mark + " " + label + "  " + Names.of(step.outcome()) + "  "
                + style.paint(Tone.FAINT, Spans.of(step.took())));
    }

    @Override
    public void text(Page page) {
        page.line(summary());
    }

    private String summary() {
        if (!problems.isEmpty()) {
            return "nothing was run";
        }
        List<StepResult> steps = result.map(RunResult::steps).orElse(List.of());
        if (steps.isEmpty()) {
            return result.filter(done -> !done.ok()).isPresent() ? "nothing was run" : "there is nothing to do";
        }
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        steps.forEach(step -> counts.merge(step.outcome(), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((outcome, count) -> parts.add(count + " " + Names.of(outcome)));
        boolean stopped = result.filter(done -> !done.ok()).isPresent();
        if (stopped && planned > steps.size()) {
            parts.add((planned - steps.size()) + " not begun");
        }
        return String.join(", ", parts) + " in " + Spans.of(result.orElseThrow().took());
    }

    @Override
    public void json(Json json) {
        where.json(json);
        json.text("plan", plan);
        json.text("run", result.map(done -> done.run().toString()));
        json.list("steps", result.map(RunResult::steps).orElse(List.of()), step -> step(json, step));
        PlanReport.problems(json, problems);
        json.number("ms", result.map(done -> done.took().toMillis()).orElse(0L));
    }

    static void step(Json json, StepResult step) {
        json.text("version", step.version().text())
                .text("title", step.title())
                .text("direction", Names.of(step.direction()))
                .text("outcome", Names.of(step.outcome()))
                .number("ms", step.took().toMillis())
                .text("error", step.failure().map(Failure::message));
    }
}
