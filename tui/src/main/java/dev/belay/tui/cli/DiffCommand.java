package dev.belay.tui.cli;

import dev.belay.core.Kind;
import dev.belay.tui.report.DiffReport;
import picocli.CommandLine.Model.CommandSpec;

/** Compares two schemas. Reads only, but for a temporary database. */
public final class DiffCommand implements Command {
    private static final String SIDES =
            "An environment, env:VARIABLE, file:PATH, a URL, a snapshot file, or migrations.";

    private final Station station;
    private final Common common = new Common();
    private final Comparing comparing = new Comparing();
    private final Argument<String> before = Argument.operand("A", SIDES);
    private final Argument<String> after = Argument.operand("B", SIDES);

    public DiffCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "diff", "Show what differs between two schemas.")
                .with(common, comparing, before, after)
                .exitCodes(
                        "0:they are the same",
                        "1:there is a difference",
                        ExitCodes.USAGE,
                        ExitCodes.CONNECTION,
                        "5:the migrations fail on an empty database")
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            DiffReport report = now.inPassing(
                    watch -> now.toolkit().difference(before.given(), after.given(), comparing.comparison(), watch));
            return now.answer(report.same() ? 0 : Kind.FINDINGS.exitCode(), report);
        });
    }
}
