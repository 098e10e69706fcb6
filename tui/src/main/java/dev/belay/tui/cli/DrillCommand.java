package dev.belay.tui.cli;

import dev.belay.backup.restore.RestoreOptions;
import dev.belay.tui.DrillWish;
import dev.belay.tui.Drilled;
import dev.belay.tui.RestoreRequest;
import dev.belay.tui.report.DrillReport;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Proves that an archive can be restored, by restoring it. */
public final class DrillCommand implements Command {
    private final Station station;

    private final Common common = new Common();

    private final SourceOptions source = new SourceOptions();

    private final Argument<String> on = Argument.option(
            "--on",
            "WHERE",
            "target, embedded, an environment or a place; the target's server unless it is protected.");

    private final Argument<Integer> jobs = Argument.number(
                    "--jobs", "N", "How many sessions work at once; as many as processors.")
            .orElse(Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors())));

    private final Flag withoutOwners =
            new Flag("--no-owner", "Leave owners and privileges out; the schema is not compared then.");

    private final Flag verify = new Flag("--verify", "Hold what was restored against the spec of the project as well.");

    public DrillCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(
                        this,
                        "drill",
                        "Restore an archive into a temporary database, compare everything, and drop the database.")
                .with(common, source, on, jobs, withoutOwners, verify)
                .exitCodes(
                        ExitCodes.OK,
                        ExitCodes.USAGE,
                        ExitCodes.CONNECTION,
                        ExitCodes.SPEC,
                        ExitCodes.BACKUP,
                        ExitCodes.INTEGRITY,
                        ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            if (jobs.value() < 1) {
                throw Requests.wrong(common, "--jobs is " + jobs.value() + ", and must be at least 1");
            }
            RestoreOptions options = RestoreOptions.DEFAULT.withJobs(jobs.value());
            RestoreRequest request = source.request(
                    Optional.empty(), Optional.empty(), withoutOwners.given() ? options.withoutOwners() : options);
            Drilled result = now.restoring(watch -> now.toolkit()
                    .archives()
                    .drill(request, new DrillWish(on.given(), verify.given()), watch.listener(), watch.cancellation()));
            DrillReport report = new DrillReport(source.archive(), result.drill(), result.verified());
            return report.failure().map(failure -> now.answer(failure, report)).orElseGet(() -> now.answer(0, report));
        });
    }
}
