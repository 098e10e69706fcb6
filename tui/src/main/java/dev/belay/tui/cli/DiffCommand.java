package dev.belay.tui.cli;

import dev.belay.core.Kind;
import dev.belay.tui.report.DiffReport;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares two schemas. Reads only, but for a temporary database. */
@Command(
        name = "diff",
        description = "Show what differs between two schemas.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            "0:they are the same",
            "1:there is a difference",
            ExitCodes.USAGE,
            ExitCodes.CONNECTION,
            "5:the migrations fail on an empty database"
        })
public final class DiffCommand implements Callable<Integer> {
    private static final String SIDES =
            "An environment, env:VARIABLE, file:PATH, a URL, a snapshot file, or migrations.";

    private final Station station;

    @Mixin
    private Common common = new Common();

    @Mixin
    private Comparing comparing = new Comparing();

    @Parameters(index = "0", paramLabel = "A", description = SIDES)
    private String before = "";

    @Parameters(index = "1", paramLabel = "B", description = SIDES)
    private String after = "";

    public DiffCommand(Station station) {
        this.station = station;
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            DiffReport report = now.inPassing(watch ->
                    now.toolkit().difference(Optional.of(before), Optional.of(after), comparing.comparison(), watch));
            return now.answer(report.same() ? 0 : Kind.FINDINGS.exitCode(), report);
        });
    }
}
