package dev.belay.tui.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.backup.restore.RestoreOptions;
import dev.belay.backup.restore.RestoreOptions.Part;
import dev.belay.backup.restore.RestoreResult;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.tui.RestoreRequest;
import dev.belay.tui.report.RestoreReport;
import dev.belay.tui.report.Where;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Brings a database back from an archive or a dump, whoever made it. */
public final class RestoreCommand implements Command {
    private static final int LONGEST_NAME = 63;

    private final Station station;

    private final Common common = new Common();

    private final Consent consent = new Consent();

    private final SourceOptions source = new SourceOptions();

    private final Choice choice = new Choice();

    private final Argument<String> into =
            Argument.option("--into", "PLACE", "Another database: an environment or a place.");

    private final Argument<String> create = Argument.option(
            "--create",
            "NAME",
            "Make a new database of this name, with the encoding and locale that the archive knows.");

    private final Argument<Integer> jobs = Argument.number(
                    "--jobs", "N", "How many sessions work at once; as many as processors.")
            .orElse(Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors())));

    private final Flag clean = new Flag("--clean", "Drop first what the archive has, all of it or nothing.");

    private final Flag add = new Flag("--add", "Restore beside what is there already.");

    private final Flag list = new Flag("--list", "Show what would be restored, and touch no database.");

    private final Flag schemaOnly = new Flag("--schema-only", "Definitions without rows.");

    private final Flag dataOnly =
            new Flag("--data-only", "Rows, sequences and large objects, into tables that are there.");

    private final Flag withoutOwners = new Flag("--no-owner", "Whoever restores owns everything.");

    private final Flag withoutPrivileges = new Flag("--no-privileges", "Grant nothing.");

    private final Flag withoutTablespaces = new Flag("--no-tablespaces", "Everything goes to the default tablespace.");

    private final Argument<String> role = Argument.option("--role", "ROLE", "Restore as this role.");

    private final Flag withoutTriggers =
            new Flag("--disable-triggers", "Load rows with triggers and foreign keys off, as a superuser.");

    private final Flag keepGoing = new Flag("--keep-going", "Restore all the same what does not need what failed.");

    private final Flag withoutAnalyze = new Flag("--no-analyze", "Do not gather the planner's statistics at the end.");

    public RestoreCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(
                        this,
                        "restore",
                        "Restore an archive of Belay or pg_dump, or a plain SQL dump, into an empty database.")
                .with(
                        common,
                        consent,
                        source,
                        choice,
                        into,
                        create,
                        jobs,
                        clean,
                        add,
                        list,
                        schemaOnly,
                        dataOnly,
                        withoutOwners,
                        withoutPrivileges,
                        withoutTablespaces,
                        role,
                        withoutTriggers,
                        keepGoing,
                        withoutAnalyze)
                .exitCodes(
                        ExitCodes.OK,
                        ExitCodes.USAGE,
                        ExitCodes.CONNECTION,
                        ExitCodes.BACKUP,
                        ExitCodes.INTEGRITY,
                        ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, list.given() ? this::list : this::restore);
    }

    private int list(Invocation now) {
        return now.answer(0, now.filing(() -> now.toolkit().archives().restorable(request())));
    }

    private int restore(Invocation now) {
        RestoreRequest request = request();
        Where where = now.toolkit().archives().restoreTarget(into.given(), create.given());
        agree(now, where, request);
        RestoreResult result = now.restoring(
                watch -> now.toolkit().archives().restore(request, watch.listener(), watch.cancellation()));
        RestoreReport report = new RestoreReport(where, source.archive(), result);
        Optional<Kind> failure = result.failure();
        return failure.isEmpty()
                ? now.answer(0, report)
                : now.answer(RestoreReport.failure(result, failure.get(), request.options()), report);
    }

    /** Nobody is asked about an archive that is not there. */
    private void agree(Invocation now, Where where, RestoreRequest request) {
        if (clean.given()) {
            String name = look(now, request);
            consent.databaseOrEnvironment(
                    now, where, "drop what the archive has from the database, and restore " + name);
        } else if (where.guarded() || add.given() || dataOnly.given()) {
            consent.questionOrEnvironment(now, where, "restore " + look(now, request));
        }
    }

    private static String look(Invocation now, RestoreRequest request) {
        return now.filing(() -> now.toolkit().archives().look(request));
    }

    private RestoreRequest request() {
        refuse(schemaOnly.given() && dataOnly.given(), "--schema-only and --data-only");
        refuse(clean.given() && add.given(), "--clean and --add");
        refuse(
                create.given().isPresent() && (clean.given() || add.given() || dataOnly.given()),
                "--create and --clean, --add or --data-only");
        create.given().ifPresent(RestoreCommand::refuseName);
        role.given().ifPresent(name -> Unset.refuse("the role", name));
        if (jobs.value() < 1) {
            throw new BelayException(Kind.USAGE, "--jobs is " + jobs.value(), "give 1 or more");
        }
        return source.request(into.given(), create.given(), options());
    }

    /** The server would cut it, and the database would have a name that nobody typed. */
    private static void refuseName(String name) {
        Unset.refuse("the name of the new database", name);
        int bytes = name.getBytes(UTF_8).length;
        if (bytes > LONGEST_NAME) {
            throw new BelayException(
                    Kind.USAGE,
                    "the name of the new database has " + bytes + " bytes",
                    "PostgreSQL keeps " + LONGEST_NAME + ": give a shorter one");
        }
    }

    private static void refuse(boolean both, String options) {
        if (both) {
            throw new BelayException(Kind.USAGE, options + " exclude each other", "leave one of them out");
        }
    }

    private RestoreOptions options() {
        RestoreOptions.Target target = clean.given()
                ? RestoreOptions.Target.CLEANED
                : add.given() ? RestoreOptions.Target.AS_IS : RestoreOptions.Target.EMPTY;
        return new RestoreOptions(
                schemaOnly.given() ? Part.SCHEMA : dataOnly.given() ? Part.DATA : Part.ALL,
                choice.entries(),
                target,
                !withoutOwners.given(),
                !withoutPrivileges.given(),
                !withoutTablespaces.given(),
                role.given(),
                jobs.value(),
                keepGoing.given(),
                !withoutAnalyze.given(),
                withoutTriggers.given(),
                false);
    }
}
