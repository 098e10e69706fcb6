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

/** Applies what is pending. */
@Command(
        name = "up",
        description = "Apply pending migrations, each with its history row in one transaction.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            ExitCodes.OK,
            ExitCodes.USAGE,
            ExitCodes.CONNECTION,
            ExitCodes.LOCKED,
            ExitCodes.MIGRATION,
            ExitCodes.INTERRUPTED
        })
public final class UpCommand implements Callable<Integer> {
    private final Station station;

    @Mixin
    private Common common = new Common();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(
            arity = "0..1",
            paramLabel = "VERSION",
            description = "Go up to this one and with it; else all the way.")
    private Optional<String> version = Optional.empty();

    @Option(names = "--only", paramLabel = "FILE|VERSION", description = "Apply only this migration.")
    private Optional<String> only = Optional.empty();

    @Option(names = "--out-of-order", description = "Allow migrations older than one that is applied.")
    private boolean outOfOrder;

    @Option(names = "--approve", paramLabel = "HASH", description = "Run exactly the plan of this name, or nothing.")
    private Optional<String> approve = Optional.empty();

    @Option(names = "--dry-run", description = "Show the plan, as belay plan does, and run nothing.")
    private boolean dryRun;

    public UpCommand(Station station) {
        this.station = station;
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            PlanRequest request = Requests.up(common, now, new Requests.Up(version, only, outOfOrder));
            return dryRun ? Runs.plan(now, request, true) : up(now, request);
        });
    }

    private int up(Invocation now, PlanRequest request) {
        Preview preview = now.toolkit().preview(request);
        if (!preview.plan().runnable()) {
            return Runs.refused(now, preview);
        }
        if (preview.plan().steps().isEmpty()) {
            return Runs.nothing(now, preview);
        }
        Runs.show(now, preview);
        if (now.where().guarded() && approve.isEmpty()) {
            now.note("plan " + preview.hash());
            consent.environment(
                    now,
                    "apply " + Spans.count(preview.plan().steps().size(), "migration"),
                    ", or look at belay plan and add --approve="
                            + preview.hash().substring(0, 12));
        }
        Approval approval = approve.map(Approval::named).orElseGet(() -> Approval.of(preview));
        return Runs.run(now, List.of(request), preview, approval);
    }
}
