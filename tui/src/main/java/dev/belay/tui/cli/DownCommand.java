package dev.belay.tui.cli;

import dev.belay.core.apply.Approval;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.Preview;
import dev.belay.tui.report.Spans;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Undoes what was applied, newest first. */
public final class DownCommand implements Command {
    private final Station station;
    private final Common common = new Common();
    private final Consent consent = new Consent();
    private final Argument<String> version =
            Argument.optionalOperand("VERSION", "Undo everything that was applied after this one, and keep it.");
    private final Argument<Integer> steps = Argument.number("--steps", "N", "How many; 1 by default.");
    private final Flag all = new Flag("--all", "Undo everything.");

    public DownCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "down", "Undo the last migration, or more, in reverse order of application.")
                .with(common, consent, version, steps, all)
                .exitCodes(
                        ExitCodes.OK,
                        ExitCodes.USAGE,
                        ExitCodes.CONNECTION,
                        ExitCodes.LOCKED,
                        ExitCodes.MIGRATION,
                        ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            PlanRequest request =
                    Requests.down(common, now, new Requests.Down(version.given(), steps.given(), all.given()));
            Preview preview = now.toolkit().preview(request);
            if (!preview.plan().runnable()) {
                return Runs.refused(now, preview);
            }
            if (preview.plan().steps().isEmpty()) {
                return Runs.nothing(now, preview);
            }
            Runs.show(now, preview);
            consent.questionOrEnvironment(
                    now, "undo " + Spans.count(preview.plan().steps().size(), "migration"));
            return Runs.run(now, List.of(request), preview, Approval.of(preview));
        });
    }
}
