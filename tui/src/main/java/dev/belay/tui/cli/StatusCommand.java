package dev.belay.tui.cli;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.Preview;
import dev.belay.tui.report.StatusReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how every migration stands. Reads only. */
@Command(
        name = "status",
        description = "Show which migrations are applied, pending or in trouble.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            ExitCodes.OK,
            "1:with --exit-code, something is not applied or not well",
            ExitCodes.USAGE,
            ExitCodes.CONNECTION
        })
public final class StatusCommand implements Callable<Integer> {
    private final Station station;

    @Mixin
    private Common common = new Common();

    @Option(names = "--pending", description = "Only what up would run.")
    private boolean pending;

    @Option(names = "--exit-code", description = "End with 1 unless everything is applied and well.")
    private boolean exitCode;

    public StatusCommand(Station station) {
        this.station = station;
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            StatusReport report = report(now);
            return now.answer(exitCode && !report.settled() ? Kind.FINDINGS.exitCode() : 0, report);
        });
    }

    private StatusReport.Look look() {
        return new StatusReport.Look(pending, common.verbose());
    }

    private StatusReport report(Invocation now) {
        try {
            Preview preview = now.toolkit().preview(PlanRequest.up());
            return new StatusReport(
                    now.where(), preview.standing(), preview.plan().problems(), preview.prerequisites(), look());
        } catch (BelayException e) {
            if (e.kind() != Kind.USAGE) {
                throw e;
            }
            // A pending file that cannot be understood must not hide how everything else stands.
            StatusReport report = new StatusReport(now.where(), now.toolkit().standing(), List.of(), List.of(), look());
            now.messages().line("warning: " + dev.belay.tui.report.Visible.block(String.valueOf(e.getMessage())));
            return report;
        }
    }
}
