package dev.belay.tui.cli;

import dev.belay.core.Kind;
import dev.belay.tui.report.DiffReport;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the database with what it should be. Reads only, but for a temporary database. */
@Command(
        name = "drift",
        description = "Show how the database differs from what it should be.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            "0:there is no drift",
            "1:the database differs",
            ExitCodes.USAGE,
            ExitCodes.CONNECTION,
            "5:the migrations fail on an empty database"
        })
public final class DriftCommand implements Callable<Integer> {
    private final Station station;

    @Mixin
    private Common common = new Common();

    @Mixin
    private Comparing comparing = new Comparing();

    @Option(
            names = "--against",
            paramLabel = "WHAT",
            description = "A snapshot file, an environment, a place, or migrations; the snapshot of the project.")
    private Optional<String> against = Optional.empty();

    public DriftCommand(Station station) {
        this.station = station;
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            now.where();
            DiffReport report = now.inPassing(
                    watch -> now.toolkit().difference(against, Optional.empty(), comparing.comparison(), watch));
            return now.answer(report.same() ? 0 : Kind.FINDINGS.exitCode(), report);
        });
    }
}
