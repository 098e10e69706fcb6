package dev.belay.tui.cli;

import dev.belay.core.Kind;
import dev.belay.tui.report.ValidateReport;
import picocli.CommandLine.Model.CommandSpec;

/** Looks for what is wrong before anything runs. */
public final class ValidateCommand implements Command {
    private final Station station;
    private final Common common = new Common();
    private final Flag offline = new Flag("--offline", "Only the files; the database is left alone.");

    public ValidateCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "validate", "Examine the files, and whether they are what was applied.")
                .with(common, offline)
                .exitCodes("0:nothing is wrong", "1:something is", ExitCodes.USAGE)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            ValidateReport report = now.toolkit().validate(offline.given());
            return now.answer(report.findings().isEmpty() ? 0 : Kind.FINDINGS.exitCode(), report);
        });
    }
}
