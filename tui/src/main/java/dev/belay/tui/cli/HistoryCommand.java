package dev.belay.tui.cli;

import dev.belay.core.migration.Version;
import dev.belay.tui.report.HistoryReport;
import dev.belay.tui.report.Report;
import dev.belay.tui.report.RunsReport;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Shows what the journal has recorded. */
public final class HistoryCommand implements Command {
    private final Station station;
    private final Common common = new Common();
    private final Argument<String> version = Argument.optionalOperand(
            "VERSION", "Only this migration, with the text that was run and how the file differs now.");
    private final Argument<Integer> limit =
            Argument.number("--limit", "N", "How many; 50 by default.").orElse(50);
    private final Flag runs = new Flag("--runs", "One line for each run.");

    public HistoryCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "history", "Show what Belay has recorded about this database, newest first.")
                .with(common, version, limit, runs)
                .exitCodes(ExitCodes.OK, ExitCodes.USAGE, ExitCodes.CONNECTION)
                .spec();
    }

    @Override
    public Integer call() {
        if (limit.value() < 1) {
            throw Requests.wrong(common, "--limit is " + limit.value() + ", and must be at least 1");
        }
        if (runs.given() && version.given().isPresent()) {
            throw Requests.wrong(common, "a version and --runs cannot be given together");
        }
        return common.run(station, now -> now.answer(0, report(now)));
    }

    private Report report(Invocation now) {
        if (runs.given()) {
            return RunsReport.of(now.where(), now.toolkit().runs(limit.value()));
        }
        Optional<Version> which = version.given().map(now.toolkit()::version);
        return new HistoryReport(
                now.where(), now.toolkit().history(which, limit.value()), which.map(now.toolkit()::text));
    }
}
