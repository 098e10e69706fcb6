package dev.belay.tui.cli;

import dev.belay.core.apply.MigrationStatus;
import dev.belay.core.migration.Version;
import dev.belay.tui.report.MendReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Accepts a file that was changed after it was applied. */
@Command(
        name = "repair",
        description = "Accept a changed file as what was applied.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.OK, ExitCodes.USAGE, ExitCodes.CONNECTION, ExitCodes.LOCKED, ExitCodes.MIGRATION})
public final class RepairCommand implements Callable<Integer> {
    private final Station station;

    @Mixin
    private Common common = new Common();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(paramLabel = "VERSION", description = "The migration.")
    private String version = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; the journal keeps it.")
    private String reason = "";

    public RepairCommand(Station station) {
        this.station = station;
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            Version which = now.toolkit().version(version);
            String done = "accepted as it is now";
            consent.questionOrEnvironment(now, "the file of " + which + " will be " + done);
            MigrationStatus status = now.supervised(watch -> now.toolkit().repair(which, reason, watch));
            return now.answer(0, new MendReport(now.where(), done, reason, List.of(status)));
        });
    }
}
