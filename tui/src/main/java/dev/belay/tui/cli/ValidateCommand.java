package dev.belay.tui.cli;

import dev.belay.core.Kind;
import dev.belay.tui.report.ValidateReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks for what is wrong before anything runs. */
@Command(
        name = "validate",
        description = "Examine the files, and whether they are what was applied.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {"0:nothing is wrong", "1:something is", ExitCodes.USAGE})
public final class ValidateCommand implements Callable<Integer> {
    private final Station station;

    @Mixin
    private Common common = new Common();

    @Option(names = "--offline", description = "Only the files; the database is left alone.")
    private boolean offline;

    public ValidateCommand(Station station) {
        this.station = station;
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            ValidateReport report = now.toolkit().validate(offline);
            return now.answer(report.findings().isEmpty() ? 0 : Kind.FINDINGS.exitCode(), report);
        });
    }
}
