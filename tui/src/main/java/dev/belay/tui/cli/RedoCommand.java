package dev.belay.tui.cli;

import dev.belay.core.apply.Approval;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.Preview;
import dev.belay.core.apply.RunResult;
import dev.belay.tui.report.Spans;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Undoes the last migration and applies it again, under one lock. */
@Command(
        name = "redo",
        description = "Undo the last migration, or one and all after it, and apply them again.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            ExitCodes.OK,
            ExitCodes.USAGE,
            ExitCodes.CONNECTION,
            ExitCodes.LOCKED,
            ExitCodes.MIGRATION,
            ExitCodes.INTERRUPTED
        })
public final class RedoCommand implements Callable<Integer> {
    private final Station station;

    @Mixin
    private Common common = new Common();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(arity = "0..1", paramLabel = "VERSION", description = "The first to undo; the last one by default.")
    private Optional<String> version = Optional.empty();

    public RedoCommand(Station station) {
        this.station = station;
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            List<PlanRequest> requests = now.toolkit().redo(version.map(now.toolkit()::version));
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
