package dev.belay.tui.cli;

import dev.belay.backup.restore.RestoreOptions;
import dev.belay.core.apply.Cancellation;
import dev.belay.tui.Checked;
import dev.belay.tui.report.CheckReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Proves an archive where it lies. */
public final class CheckCommand implements Command {
    private final Station station;

    private final Common common = new Common();

    private final SourceOptions source = new SourceOptions();

    public CheckCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "check", "Prove every byte of an archive, without a server.")
                .with(common, source)
                .exitCodes(ExitCodes.OK, ExitCodes.USAGE, ExitCodes.BACKUP, ExitCodes.INTEGRITY, ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            Clock clock = station.clock();
            Instant began = clock.instant();
            Checked checked = now.checking(watch -> now.toolkit()
                    .archives()
                    .check(
                            source.request(Optional.empty(), Optional.empty(), RestoreOptions.DEFAULT),
                            watch,
                            new Cancellation()));
            CheckReport report =
                    new CheckReport(checked.result(), checked.notes(), Duration.between(began, clock.instant()));
            return report.failure().map(failure -> now.answer(failure, report)).orElseGet(() -> now.answer(0, report));
        });
    }
}
