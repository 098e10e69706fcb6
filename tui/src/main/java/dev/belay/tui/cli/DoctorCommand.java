package dev.belay.tui.cli;

import dev.belay.core.Kind;
import dev.belay.core.doctor.Step;
import dev.belay.tui.report.DoctorReport;
import picocli.CommandLine.Model.CommandSpec;

/** Tries the connection step by step. */
public final class DoctorCommand implements Command {
    private final Station station;
    private final Common common = new Common();

    public DoctorCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "doctor", "Try the connection step by step, and say what works and what to do.")
                .with(common)
                .exitCodes(
                        "0:everything works",
                        "1:the server can be reached, but something is wrong there",
                        ExitCodes.USAGE,
                        ExitCodes.CONNECTION)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            DoctorReport report = new DoctorReport(now.where(), now.toolkit().doctor());
            return now.answer(exitCode(report), report);
        });
    }

    private static int exitCode(DoctorReport report) {
        boolean failed = report.steps().stream().anyMatch(step -> step.state() == Step.State.FAILED);
        boolean skipped = report.steps().stream()
                .anyMatch(step -> step.name().equals("session") && step.state() != Step.State.OK);
        if (skipped) {
            return Kind.CONNECTION.exitCode();
        }
        return failed ? Kind.FINDINGS.exitCode() : 0;
    }
}
