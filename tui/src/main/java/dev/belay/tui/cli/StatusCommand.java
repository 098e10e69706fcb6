package dev.belay.tui.cli;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Preview;
import dev.belay.core.apply.Standing;
import dev.belay.tui.report.StatusReport;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Shows how every migration stands. Reads only. */
public final class StatusCommand implements Command {
    private final Station station;
    private final Common common = new Common();
    private final Flag pending = new Flag("--pending", "Only what up would run.");
    private final Flag exitCode = new Flag("--exit-code", "End with 1 unless everything is applied and well.");

    public StatusCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "status", "Show which migrations are applied, pending or in trouble.")
                .with(common, pending, exitCode)
                .exitCodes(
                        ExitCodes.OK,
                        "1:with --exit-code, something is not applied or not well",
                        ExitCodes.USAGE,
                        ExitCodes.CONNECTION)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            StatusReport report = report(now);
            return now.answer(exitCode.given() && !report.settled() ? Kind.FINDINGS.exitCode() : 0, report);
        });
    }

    private StatusReport.Look look() {
        return new StatusReport.Look(pending.given(), common.verbose());
    }

    private StatusReport report(Invocation now) {
        try {
            Preview preview = now.toolkit().outlook();
            return new StatusReport(
                    now.where(), preview.standing(), preview.plan().problems(), preview.prerequisites(), look());
        } catch (BelayException e) {
            if (e.kind() != Kind.USAGE) {
                throw e;
            }
            // A file that cannot be understood must not hide how everything else stands.
            Standing standing = now.toolkit().standingWithUnreadable();
            StatusReport report = new StatusReport(now.where(), standing, standing.unreadable(), List.of(), look());
            if (standing.unreadable().isEmpty()) {
                now.messages().line("warning: " + dev.belay.tui.report.Visible.block(String.valueOf(e.getMessage())));
            }
            return report;
        }
    }
}
