package dev.belay.tui.cli;

import dev.belay.core.migration.Version;
import dev.belay.tui.report.HistoryReport;
import dev.belay.tui.report.Report;
import dev.belay.tui.report.RunsReport;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the journal has recorded. */
@Command(
        name = "history",
        description = "Show what Belay has recorded about this database, newest first.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.OK, ExitCodes.USAGE, ExitCodes.CONNECTION})
public final class HistoryCommand implements Callable<Integer> {
    private final Station station;

    @Mixin
    private Common common = new Common();

    @Parameters(
            arity = "0..1",
            paramLabel = "VERSION",
            description = "Only this migration, with the text that was run and how the file differs now.")
    private Optional<String> version = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "How many; 50 by default.")
    private int limit = 50;

    @Option(names = "--runs", description = "One line for each run.")
    private boolean runs;

    public HistoryCommand(Station station) {
        this.station = station;
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw Requests.wrong(common, "--limit is " + limit + ", and must be at least 1");
        }
        if (runs && version.isPresent()) {
            throw Requests.wrong(common, "a version and --runs cannot be given together");
        }
        return common.run(station, now -> now.answer(0, report(now)));
    }

    private Report report(Invocation now) {
        if (runs) {
            return RunsReport.of(now.where(), now.toolkit().runs(limit));
        }
        Optional<Version> which = version.map(now.toolkit()::version);
        return new HistoryReport(now.where(), now.toolkit().history(which, limit), which.map(now.toolkit()::text));
    }
}
