package dev.belay.tui.cli;

import dev.belay.tui.report.SeedReport;
import dev.belay.tui.report.Spans;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Fills the database with the seed files of the configuration. */
public final class SeedCommand implements Command {
    private final Station station;
    private final Common common = new Common();
    private final Consent consent = new Consent();

    public SeedCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "seed", "Run the seed files of belay.yaml, each in one transaction.")
                .with(common, consent)
                .exitCodes(
                        ExitCodes.OK,
                        ExitCodes.USAGE,
                        ExitCodes.CONNECTION,
                        ExitCodes.LOCKED,
                        ExitCodes.MIGRATION,
                        ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            List<Path> files = now.toolkit().seeds();
            if (files.isEmpty()) {
                return now.answer(0, new SeedReport(now.where(), files, Duration.ZERO));
            }
            consent.questionOrEnvironment(now, "run " + Spans.count(files.size(), "seed file"));
            long start = System.nanoTime();
            now.supervised(watch -> {
                now.toolkit().seed(watch);
                return files;
            });
            return now.answer(0, new SeedReport(now.where(), files, Duration.ofNanos(System.nanoTime() - start)));
        });
    }
}
