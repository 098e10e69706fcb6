package dev.belay.tui.cli;

import dev.belay.tui.report.ConfigReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the configuration that is in force. */
@Command(
        name = "config",
        description = "Show every effective key, its value, and where it came from; secrets are masked.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.OK, ExitCodes.USAGE})
public final class ConfigCommand implements Callable<Integer> {
    private final Station station;

    @Mixin
    private Common common = new Common();

    public ConfigCommand(Station station) {
        this.station = station;
    }

    @Override
    public Integer call() {
        return common.run(
                station, now -> now.answer(0, new ConfigReport(now.toolkit().config())));
    }
}
