package dev.belay.tui.cli;

import dev.belay.core.apply.Approval;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.Preview;
import dev.belay.tui.report.Spans;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Applies what is pending. */
public final class UpCommand implements Command {
    private final Station station;
    private final Common common = new Common();
    private final Consent consent = new Consent();
    private final Argument<String> version =
            Argument.optionalOperand("VERSION", "Go up to this one and with it; else all the way.");
    private final Argument<String> only = Argument.option("--only", "FILE|VERSION", "Apply only this migration.");
    private final Flag outOfOrder = new Flag("--out-of-order", "Allow migrations older than one that is applied.");
    private final Argument<String> approve =
            Argument.option("--approve", "HASH", "Run exactly the plan of this name, or nothing.");
    private final Flag dryRun = new Flag("--dry-run", "Show the plan, as belay plan does, and run nothing.");

    public UpCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "up", "Apply pending migrations, each with its history row in one transaction.")
                .with(common, consent, version, only, outOfOrder, approve, dryRun)
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
                    Requests.up(common, now, new Requests.Up(version.given(), only.given(), outOfOrder.given()));
            return dryRun.given() ? Runs.plan(now, request, true) : up(now, request);
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
        if (now.where().guarded() && approve.given().isEmpty()) {
            now.note("plan " + preview.hash());
            consent.environment(
                    now,
                    "apply " + Spans.count(preview.plan().steps().size(), "migration"),
                    ", or look at belay plan and add --approve="
                            + preview.hash().substring(0, 12));
        }
        Approval approval = approve.given().map(Approval::named).orElseGet(() -> Approval.of(preview));
        return Runs.run(now, List.of(request), preview, approval);
    }
}
