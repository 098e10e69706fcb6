package dev.belay.tui.cli;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.MigrationStatus;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import dev.belay.tui.report.MendReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Begins the history of a database that has its schema already. */
@Command(
        name = "baseline",
        description = "Declare everything up to a version to be in the database already.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.OK, ExitCodes.USAGE, ExitCodes.CONNECTION, ExitCodes.LOCKED, ExitCodes.MIGRATION})
public final class BaselineCommand implements Callable<Integer> {
    private final Station station;

    @Mixin
    private Common common = new Common();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(paramLabel = "VERSION", description = "The last that is there already.")
    private String version = "";

    @Option(names = "--reset-history", description = "In development: forget what the history says now.")
    private boolean resetHistory;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; the journal keeps it.")
    private String reason = "";

    public BaselineCommand(Station station) {
        this.station = station;
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            Version last = now.toolkit().version(version);
            agree(now, "declare everything up to " + last + " to be in the database already");
            List<Migration> covered =
                    now.supervised(watch -> now.toolkit().baseline(last, resetHistory, reason, watch));
            Map<Version, MigrationStatus> standing = now.toolkit().standing().byVersion();
            List<MigrationStatus> entries = covered.stream()
                    .flatMap(migration -> Optional.ofNullable(standing.get(migration.version())).stream())
                    .toList();
            return now.answer(0, new MendReport(now.where(), "declared to be there", reason, entries));
        });
    }

    private void agree(Invocation now, String what) {
        if (!resetHistory) {
            consent.questionOrEnvironment(now, what);
            return;
        }
        if (now.where().guarded()) {
            throw new BelayException(
                    Kind.USAGE,
                    "environment \"" + now.where().environment().orElse("")
                            + "\" is protected: its history is never reset",
                    "belay resolve mends one migration at a time");
        }
        consent.database(now, "forget the history, and " + what);
    }
}
