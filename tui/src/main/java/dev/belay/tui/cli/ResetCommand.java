package dev.belay.tui.cli;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Approval;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.RunResult;
import dev.belay.core.apply.Standing;
import dev.belay.tui.Supervision;
import dev.belay.tui.report.Finding;
import dev.belay.tui.report.ResetReport;
import dev.belay.tui.report.RunReport;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Makes a development database anew. */
public final class ResetCommand implements Command {
    private final Station station;
    private final Common common = new Common();
    private final Consent consent = new Consent();

    public ResetCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "reset", "Drop the database, create it, apply everything, and run the seed files.")
                .with(common, consent)
                .exitCodes(
                        ExitCodes.OK,
                        ExitCodes.USAGE,
                        ExitCodes.CONNECTION,
                        ExitCodes.LOCKED,
                        ExitCodes.MIGRATION,
                        ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            if (now.where().guarded()) {
                throw new BelayException(
                        Kind.USAGE,
                        "environment \"" + now.where().environment().orElse("") + "\" is protected: it is never reset",
                        "restore a backup, or go down step by step");
            }
            List<Finding> findings = now.toolkit().validate(true).findings();
            if (!findings.isEmpty()) {
                Finding first = findings.get(0);
                throw new BelayException(
                        Kind.USAGE,
                        "the files could not be applied to the new database: " + first.message(),
                        "belay validate lists everything; nothing was dropped");
            }
            consent.database(now, "drop the database with everything in it");
            return now.supervised(watch -> reset(now, watch));
        });
    }

    private int reset(Invocation now, Supervision watch) {
        now.toolkit().recreate();
        now.note("the database is new and empty");
        RunResult result = now.toolkit().run(List.of(PlanRequest.up()), Approval.anything(), watch);
        Standing standing = now.toolkit().standing();
        int planned = standing.entries().size();
        RunReport run = new RunReport(now.where(), Optional.empty(), planned, List.of(), Optional.of(result));
        if (!result.ok()) {
            return now.answer(Runs.failure(now, standing, result), new ResetReport(run, List.of()));
        }
        now.toolkit().seed(watch);
        return now.answer(0, new ResetReport(run, now.toolkit().seeds()));
    }
}
