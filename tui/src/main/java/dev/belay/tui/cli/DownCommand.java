package dev.belay.tui.cli;

import dev.belay.core.apply.Approval;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.Preview;
import dev.belay.tui.report.Spans;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Undoes what was applied, newest first. */
@Command(
        name = "down",
        description = "Undo the last migration, or more, in reverse order of application.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            ExitCodes.OK,
            ExitCodes.USAGE,
            ExitCodes.CONNECTION,
            ExitCodes.LOCKED,
            ExitCodes.MIGRATION,
            ExitCodes.INTERRUPTED
        })
public final class DownCommand implements Callable<Integer> {
    private final Station station;

    @Mixin
    private Common common = new Common();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(
            arity = "0..1",
            paramLabel = "VERSION",
            description = "Undo everything that was applied after this one, and keep it.")
    private Optional<String> version = Optional.empty();

    @Option(names = "--steps", paramLabel = "N", description = "How many; 1 by default.")
    private Optional<Integer> steps = Optional.empty();

    @Option(names = "--all", description = "Undo everything.")
    private boolean all;

    public DownCommand(Station station) {
        this.station = station;
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            PlanRequest request = Requests.down(common, now, new Requests.Down(version, steps, all));
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
