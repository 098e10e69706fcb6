package dev.belay.tui.cli;

import dev.belay.tui.report.SeedReport;
import dev.belay.tui.report.Spans;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Fills the database with the seed files of the configuration. */
@Command(
        name = "seed",
        description = "Run the seed files of belay.yaml, each in one transaction.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            ExitCodes.OK,
            ExitCodes.USAGE,
            ExitCodes.CONNECTION,
            ExitCodes.LOCKED,
            ExitCodes.MIGRATION,
            ExitCodes.INTERRUPTED
        })
public final class SeedCommand implements Callable<Integer> {
    private final Station station;

    @Mixin
    private Common common = new Common();

    @Mixin
    private Consent consent = new Consent();

    public SeedCommand(Station station) {
        this.station = station;
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            List<Path> files = now.toolkit().seeds();
            long start = System.nanoTime();
            if (!files.isEmpty()) {
                consent.questionOrEnvironment(now, "run " + Spans.count(files.size(), "seed file"));
                now.supervised(watch -> {
                    now.toolkit().seed(watch);
                    return files;
                });
            }
            return now.answer(0, new SeedReport(now.where(), files, Duration.ofNanos(System.nanoTime() - start)));
        });
    }
}
