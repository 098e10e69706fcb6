package dev.belay.tui.cli;

import dev.belay.core.apply.MigrationStatus;
import dev.belay.core.migration.Version;
import dev.belay.tui.report.MendReport;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Accepts a file that was changed after it was applied. */
public final class RepairCommand implements Command {
    private final Station station;
    private final Common common = new Common();
    private final Consent consent = new Consent();
    private final Argument<String> version = Argument.operand("VERSION", "The migration.");
    private final Argument<String> reason = Argument.reason();

    public RepairCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "repair", "Accept a changed file as what was applied.")
                .with(common, consent, version, reason)
                .exitCodes(ExitCodes.OK, ExitCodes.USAGE, ExitCodes.CONNECTION, ExitCodes.LOCKED, ExitCodes.MIGRATION)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            Version which = now.toolkit().version(version.value());
            String done = "accepted as it is";
            consent.questionOrEnvironment(now, "the file of " + which + " will be " + done);
            MigrationStatus status = now.supervised(watch -> now.toolkit().repair(which, reason.value(), watch));
            return now.answer(0, new MendReport(now.where(), done, reason.value(), List.of(status)));
        });
    }
}
