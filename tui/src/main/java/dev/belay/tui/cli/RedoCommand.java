package dev.belay.tui.cli;

import dev.belay.core.apply.Approval;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.Preview;
import dev.belay.core.apply.RunResult;
import dev.belay.tui.report.Spans;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Undoes the last migration and applies it again, under one lock. */
public final class RedoCommand implements Command {
    private final Station station;
    private final Common common = new Common();
    private final Consent consent = new Consent();
    private final Argument<String> version =
            Argument.optionalOperand("VERSION", "The first to undo; the last one by default.");

    public RedoCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "redo", "Undo the last migration, or one and all after it, and apply them again.")
                .with(common, consent, version)
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
            List<PlanRequest> requests = now.toolkit().redo(version.given().map(now.toolkit()::version));
            Preview preview = now.toolkit().preview(requests.get(0));
            if (!preview.plan().runnable()) {
                return Runs.refused(now, preview);
            }
            Runs.show(now, preview);
            int steps = preview.plan().steps().size();
            consent.questionOrEnvironment(now, "undo and apply again " + Spans.count(steps, "migration"));
            RunResult result = now.supervised(watch -> now.toolkit().run(requests, Approval.of(preview), watch));
            return Runs.tell(now, preview, result, 2 * steps);
        });
    }
}
