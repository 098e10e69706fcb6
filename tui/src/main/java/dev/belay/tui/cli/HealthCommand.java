package dev.belay.tui.cli;

import dev.belay.tui.report.VerifyReport;
import dev.belay.verify.Severity;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Looks for what no database should have, such as an invalid index. Reads only. */
public final class HealthCommand implements Command {
    private final Station station;

    private final Common common = new Common();

    private final Argument<List<String>> only = Argument.words("--only", "CHECK", "Only these checks.");

    private final Argument<Severity> severity = Argument.oneOf(
                    Severity.class,
                    "--severity",
                    "LEAST",
                    "What counts: error, warning or info; warning if nothing is said.")
            .orElse(Severity.WARNING);

    private final Findings findings = new Findings();

    public HealthCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(
                        this,
                        "health",
                        "Look for what no database should have: invalid indexes, orphans, worn-out sequences and more.")
                .with(common, only, severity, findings.strict(), findings.format(), findings.file())
                .exitCodes(
                        "0:nothing was found",
                        "1:something was found, or there was nothing to check",
                        ExitCodes.USAGE,
                        ExitCodes.CONNECTION,
                        ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            VerifyReport report = new VerifyReport(
                    now.where(),
                    now.looking(watch -> now.toolkit().health(only.value())).atLeast(severity.value()));
            return findings.give(station, now, report, "belay.yaml");
        });
    }
}
