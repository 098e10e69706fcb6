package dev.belay.tui.cli;

import dev.belay.core.apply.MigrationStatus;
import dev.belay.core.migration.Version;
import dev.belay.tui.Supervision;
import dev.belay.tui.Toolkit;
import dev.belay.tui.report.MendReport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how a migration really stands, where only a person can know. */
@Command(
        name = "resolve",
        description = "Mend the history where only a person can know how a migration stands.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.OK, ExitCodes.USAGE, ExitCodes.CONNECTION, ExitCodes.LOCKED, ExitCodes.MIGRATION})
public final class ResolveCommand implements Callable<Integer> {
    private final Station station;

    @Mixin
    private Common common = new Common();

    @Mixin
    private Consent consent = new Consent();

    @Option(names = "--applied", paramLabel = "VERSION", description = "It is in the database; its file is not run.")
    private Optional<String> applied = Optional.empty();

    @Option(
            names = "--rolled-back",
            paramLabel = "VERSION",
            description = "It is not in the database; its down part is not run.")
    private Optional<String> rolledBack = Optional.empty();

    @Option(
            names = "--retry",
            paramLabel = "VERSION",
            description = "The statement of it that nobody could tell about did not happen: run it again.")
    private Optional<String> retry = Optional.empty();

    @Option(
            names = "--skip",
            paramLabel = "VERSION",
            description = "The statement of it that nobody could tell about has happened: go on after it.")
    private Optional<String> skip = Optional.empty();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; the journal keeps it.")
    private String reason = "";

    public ResolveCommand(Station station) {
        this.station = station;
    }

    @Override
    public Integer call() {
        long ways = Stream.of(applied, rolledBack, retry, skip)
                .filter(Optional::isPresent)
                .count();
        if (ways != 1) {
            throw Requests.wrong(common, "say one of --applied, --rolled-back, --retry and --skip");
        }
        return common.run(station, now -> now.answer(0, mend(now)));
    }

    private MendReport mend(Invocation now) {
        Toolkit toolkit = now.toolkit();
        if (applied.isPresent()) {
            return mend(now, applied.get(), "marked as applied", toolkit::markApplied);
        }
        if (rolledBack.isPresent()) {
            return mend(now, rolledBack.get(), "marked as rolled back", toolkit::markRolledBack);
        }
        if (retry.isPresent()) {
            return mend(now, retry.get(), "released for another try", toolkit::retry);
        }
        return mend(now, skip.orElseThrow(), "marked as done so far", toolkit::skip);
    }

    @FunctionalInterface
    private interface Mending {
        MigrationStatus mend(Version version, String reason, Supervision watch);
    }

    private MendReport mend(Invocation now, String text, String done, Mending mending) {
        Version version = now.toolkit().version(text);
        consent.questionOrEnvironment(now, version + " will be " + done);
        MigrationStatus status = now.supervised(watch -> mending.mend(version, reason, watch));
        return new MendReport(now.where(), done, reason, List.of(status));
    }
}
