package dev.belay.tui.cli;

import dev.belay.tui.report.ConfigReport;
import picocli.CommandLine.Model.CommandSpec;

/** Shows the configuration that is in force. */
public final class ConfigCommand implements Command {
    private final Station station;
    private final Common common = new Common();

    public ConfigCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(
                        this,
                        "config",
                        "Show every effective key, its value, and where it came from; secrets are masked.")
                .with(common)
                .exitCodes(ExitCodes.OK, ExitCodes.USAGE)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(
                station, now -> now.answer(0, new ConfigReport(now.toolkit().config())));
    }
}
