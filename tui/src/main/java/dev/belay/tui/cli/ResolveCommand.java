package dev.belay.tui.cli;

import dev.belay.core.apply.MigrationStatus;
import dev.belay.core.migration.Version;
import dev.belay.tui.Supervision;
import dev.belay.tui.Toolkit;
import dev.belay.tui.report.MendReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Says how a migration really stands, where only a person can know. */
public final class ResolveCommand implements Command {
    private final Station station;
    private final Common common = new Common();
    private final Consent consent = new Consent();
    private final Argument<String> applied =
            Argument.option("--applied", "VERSION", "It is in the database; its file is not run.");
    private final Argument<String> rolledBack =
            Argument.option("--rolled-back", "VERSION", "It is not in the database; its down part is not run.");
    private final Argument<String> retry = Argument.option(
            "--retry", "VERSION", "The statement of it that nobody could tell about did not happen: run it again.");
    private final Argument<String> skip = Argument.option(
            "--skip", "VERSION", "The statement of it that nobody could tell about has happened: go on after it.");
    private final Argument<String> reason = Argument.reason();

    public ResolveCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "resolve", "Correct the history where only a person can know how a migration stands.")
                .with(common, consent, applied, rolledBack, retry, skip, reason)
                .exitCodes(ExitCodes.OK, ExitCodes.USAGE, ExitCodes.CONNECTION, ExitCodes.LOCKED, ExitCodes.MIGRATION)
                .spec();
    }

    @Override
    public Integer call() {
        long ways = Stream.of(applied.given(), rolledBack.given(), retry.given(), skip.given())
                .filter(Optional::isPresent)
                .count();
        if (ways != 1) {
            throw Requests.wrong(common, "say one of --applied, --rolled-back, --retry and --skip");
        }
        return common.run(station, now -> now.answer(0, mend(now)));
    }

    private MendReport mend(Invocation now) {
        Toolkit toolkit = now.toolkit();
        if (applied.given().isPresent()) {
            return mend(now, applied.value(), "marked as applied", toolkit::markApplied);
        }
        if (rolledBack.given().isPresent()) {
            return mend(now, rolledBack.value(), "marked as rolled back", toolkit::markRolledBack);
        }
        if (retry.given().isPresent()) {
            return mend(now, retry.value(), "released for another try", toolkit::retry);
        }
        return mend(now, skip.given().orElseThrow(), "marked as done so far", toolkit::skip);
    }

    @FunctionalInterface
    private interface Mending {
        MigrationStatus mend(Version version, String reason, Supervision watch);
    }

    private MendReport mend(Invocation now, String text, String done, Mending mending) {
        Version version = now.toolkit().version(text);
        consent.questionOrEnvironment(now, version + " will be " + done);
        MigrationStatus status = now.supervised(watch -> mending.mend(version, reason.value(), watch));
        return new MendReport(now.where(), done, reason.value(), List.of(status));
    }
}
