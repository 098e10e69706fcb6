package dev.belay.tui.cli;

import dev.belay.core.Kind;
import dev.belay.tui.report.DiffReport;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Compares the database with what it should be. Reads only, but for a temporary database. */
public final class DriftCommand implements Command {
    private final Station station;
    private final Common common = new Common();
    private final Comparing comparing = new Comparing();
    private final Argument<String> against = Argument.option(
            "--against",
            "WHAT",
            "A snapshot file, an environment, a place, or migrations; the snapshot of the project.");

    public DriftCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "drift", "Show how the database differs from what it should be.")
                .with(common, comparing, against)
                .exitCodes(
                        "0:there is no drift",
                        "1:the database differs",
                        ExitCodes.USAGE,
                        ExitCodes.CONNECTION,
                        ExitCodes.ALTERED,
                        "5:the migrations fail on an empty database",
                        ExitCodes.DAMAGED,
                        ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            now.where();
            DiffReport report = now.looking(watch -> now.toolkit()
                    .schemas()
                    .difference(against.given(), Optional.empty(), comparing.comparison(), watch));
            return now.answer(report.same() ? 0 : Kind.FINDINGS.exitCode(), report);
        });
    }
}
