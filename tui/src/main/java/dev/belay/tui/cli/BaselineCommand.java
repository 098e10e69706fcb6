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
import picocli.CommandLine.Model.CommandSpec;

/** Begins the history of a database that has its schema already. */
public final class BaselineCommand implements Command {
    private final Station station;
    private final Common common = new Common();
    private final Consent consent = new Consent();
    private final Argument<String> version = Argument.operand("VERSION", "The last that is there already.");
    private final Flag resetHistory = new Flag("--reset-history", "In development: forget what the history says now.");
    private final Argument<String> reason = Argument.reason();

    public BaselineCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "baseline", "Declare everything up to a version to be in the database already.")
                .with(common, consent, version, resetHistory, reason)
                .exitCodes(ExitCodes.OK, ExitCodes.USAGE, ExitCodes.CONNECTION, ExitCodes.LOCKED, ExitCodes.MIGRATION)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            Version last = now.toolkit().version(version.value());
            agree(now, "declare everything up to " + last + " to be in the database already");
            List<Migration> covered =
                    now.supervised(watch -> now.toolkit().baseline(last, resetHistory.given(), reason.value(), watch));
            Map<Version, MigrationStatus> standing = now.toolkit().standing().byVersion();
            List<MigrationStatus> entries = covered.stream()
                    .flatMap(migration -> Optional.ofNullable(standing.get(migration.version())).stream())
                    .toList();
            return now.answer(0, new MendReport(now.where(), "declared to be there", reason.value(), entries));
        });
    }

    private void agree(Invocation now, String what) {
        if (!resetHistory.given()) {
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
