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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes a development database anew. */
@Command(
        name = "reset",
        description = "Drop the database, create it, apply everything, and run the seed files.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            ExitCodes.OK,
            ExitCodes.USAGE,
            ExitCodes.CONNECTION,
            ExitCodes.LOCKED,
            ExitCodes.MIGRATION,
            ExitCodes.INTERRUPTED
        })
public final class ResetCommand implements Callable<Integer> {
    private final Station station;

    @Mixin
    private Common common = new Common();

    @Mixin
    private Consent consent = new Consent();

    public ResetCommand(Station station) {
        this.station = station;
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
