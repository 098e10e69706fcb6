package dev.belay.tui.cli;

import dev.belay.core.Kind;
import dev.belay.core.migration.Version;
import dev.belay.tui.report.AdoptReport;
import dev.belay.tui.report.Spans;
import dev.belay.verify.adoption.AdoptionResult;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Takes over a database whose objects are there without a history. */
public final class AdoptCommand implements Command {
    private final Station station;
    private final Common common = new Common();
    private final Consent consent = new Consent();
    private final Argument<String> on = Argument.option(
            "--on",
            "WHERE",
            "Where the migrations are tried: target, embedded, an environment or a place; the target's server unless it"
                    + " is protected.");
    private final Flag write = new Flag("--write", "Record those that are in place. None of them is run.");

    public AdoptCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(
                        this,
                        "adopt",
                        "Find out which migrations are in a database without a history, and record those that are.")
                .with(common, consent, on, write)
                .exitCodes(
                        "0:nothing is there by half",
                        "1:a migration is partly in place",
                        ExitCodes.USAGE,
                        ExitCodes.CONNECTION,
                        ExitCodes.LOCKED,
                        "5:the migrations fail on an empty database",
                        ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            now.where();
            AdoptionResult result =
                    now.looking(watch -> now.toolkit().adopt(now.toolkit().standing(), on.given(), watch));
            List<Version> written = new ArrayList<>();
            if (write.given() && !result.adoptable().isEmpty()) {
                consent.questionOrEnvironment(
                        now, "record " + Spans.count(result.adoptable().size(), "migration") + " as applied");
                now.inPassing(watch -> {
                    for (AdoptionResult.Entry entry : result.adoptable()) {
                        now.toolkit().markApplied(entry.version(), "belay adopt: all of it is there", watch);
                        written.add(entry.version());
                    }
                    return written;
                });
            }
            AdoptReport report = new AdoptReport(now.where(), result, written);
            return report.failure()
                    .map(failure -> now.answer(failure, report))
                    .orElseGet(() -> now.answer(report.partly() ? Kind.FINDINGS.exitCode() : 0, report));
        });
    }
}
