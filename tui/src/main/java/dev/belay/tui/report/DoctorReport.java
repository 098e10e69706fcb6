package dev.belay.tui.report;

import dev.belay.core.doctor.Step;
import java.util.List;

/**
 * What the doctor found.
 *
 * @param where which database
 * @param steps of the examination
 */
public record DoctorReport(Where where, List<Step> steps) implements Report {
    public DoctorReport {
        steps = List.copyOf(steps);
    }

    @Override
    public void text(Page page) {
        page.line(Tone.STRONG, where.line());
        page.gap();
        int widest = steps.stream().mapToInt(step -> step.name().length()).max().orElse(0);
        for (Step step : steps) {
            String name = step.name() + " ".repeat(widest - step.name().length());
            page.line(mark(step, page.style()) + " " + name + "  " + Visible.line(step.seen()));
            if (!step.hint().isEmpty()) {
                page.line(Tone.FAINT, " ".repeat(widest + 4) + Visible.line(step.hint()));
            }
        }
        page.gap();
        long bad = count(Step.State.FAILED);
        long odd = count(Step.State.WARN);
        page.line(bad + odd == 0 ? "everything works" : bad + " failed, " + Spans.count(odd, "warning"));
    }

    private static String mark(Step step, Style style) {
        return switch (step.state()) {
            case OK -> style.paint(Tone.GOOD, style.tick());
            case WARN -> style.paint(Tone.WARNING, "!");
            case FAILED -> style.paint(Tone.BAD, style.cross());
            case SKIPPED -> style.paint(Tone.FAINT, style.dot());
        };
    }

    private long count(Step.State state) {
        return steps.stream().filter(step -> step.state() == state).count();
    }

    @Override
    public void json(Json json) {
        where.json(json);
        json.list(
                "steps",
                steps,
                step -> json.text("name", step.name())
                        .text("state", Names.of(step.state()))
                        .text("seen", step.seen())
                        .text("hint", step.hint()));
    }
}
