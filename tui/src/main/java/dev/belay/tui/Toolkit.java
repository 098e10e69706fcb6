package dev.belay.tui;

import dev.belay.backup.restore.RestoreListener;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Approval;
import dev.belay.core.apply.Bookkeeper;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.apply.FreeScript;
import dev.belay.core.apply.Hooks;
import dev.belay.core.apply.MigrationStatus;
import dev.belay.core.apply.Migrator;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.PlannedStep;
import dev.belay.core.apply.Preview;
import dev.belay.core.apply.Recreation;
import dev.belay.core.apply.ResultListener;
import dev.belay.core.apply.RunEvent;
import dev.belay.core.apply.RunResult;
import dev.belay.core.apply.Seeder;
import dev.belay.core.apply.Standing;
import dev.belay.core.apply.Workplace;
import dev.belay.core.catalog.Selection;
import dev.belay.core.config.BackupSettings;
import dev.belay.core.config.Config;
import dev.belay.core.config.ConfigLoader;
import dev.belay.core.config.Origin;
import dev.belay.core.db.ConnectionSettings;
import dev.belay.core.db.Database;
import dev.belay.core.doctor.Doctor;
import dev.belay.core.doctor.Step;
import dev.belay.core.history.JournalLine;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import dev.belay.core.script.Script;
import dev.belay.tui.report.CompareReport;
import dev.belay.tui.report.HistoryReport;
import dev.belay.tui.report.RehearseReport;
import dev.belay.tui.report.ValidateReport;
import dev.belay.tui.report.Where;
import dev.belay.verify.Report;
import dev.belay.verify.adoption.AdoptionResult;
import dev.belay.verify.content.ContentListener;
import dev.belay.verify.usage.Usage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The only wiring, with {@link SchemaTools} and {@link ArchiveTools}: every verb is one method that takes values and returns
 * values, whatever the face.
 */
public final class Toolkit implements AutoCloseable {
    private final Project project;
    private final Start start;

    private Toolkit(Project project, Start start) {
        this.project = project;
        this.start = start;
    }

    /** Reads the configuration. Nothing is connected yet. */
    public static Toolkit open(Start start) {
        Config config = ConfigLoader.load(start.folder(), start.surroundings().variables(), start.overrides());
        return new Toolkit(new Project(config, start), start);
    }

    /** The same project, in sessions whose server refuses everything that changes something. */
    public Toolkit reading() {
        return new Toolkit(new Project(project.config(), start, true), start);
    }

    /** The same project, with sessions of its own: to end them leaves those of this one. */
    public Toolkit apart() {
        return new Toolkit(new Project(project.config(), start, project.reading()), start);
    }

    /** The same project in another environment of it; it only reads if this one does. */
    public Toolkit in(String environment) {
        Start other = start.in(environment);
        Config config = ConfigLoader.load(other.folder(), other.surroundings().variables(), other.overrides());
        return new Toolkit(new Project(config, other, project.reading()), other);
    }

    @Override
    public void close() {
        project.close();
    }

    /** Ends every session at once, whatever it is doing. Called from another thread; nothing can be done afterwards. */
    public void endSessions() {
        project.sessions().end();
    }

    /**
     * Waits no longer for a server that does not let us in; sessions that are there go on. Called from another thread.
     *
     * @param first what is done before whoever waits hears it
     * @return whether one was waited for
     */
    public boolean stopWaiting(Runnable first) {
        return project.sessions().stopWaiting(first);
    }

    /** Which database this is about. */
    public Where where() {
        return project.where();
    }

    /** The same for what may need no database: empty where the configuration leads to none. */
    public Optional<Where> whereIfAnywhere() {
        try {
            return Optional.of(where());
        } catch (BelayException e) {
            return Optional.empty();
        }
    }

    /** The names of the environments of the project, sorted. */
    public List<String> environments() {
        return List.copyOf(project.config().environments());
    }

    /** Whether an environment of the project is protected; also where its configuration leads nowhere. */
    public boolean guarded(String environment) {
        try {
            return project.config().environment(environment).protectedEnvironment();
        } catch (BelayException e) {
            return true;
        }
    }

    /** The one who looks at the database again and again. */
    public Monitor monitor() {
        return new Monitor(this::database);
    }

    /** What the user should hear about how the connection was configured. */
    public List<String> notes() {
        return project.connection().notes();
    }

    /** The migration that a user means: by version, title or file; else a version that only the history may know. */
    public Version version(String text) {
        if (text.isBlank()) {
            // It must never mean "all of them".
            throw new BelayException(
                    Kind.USAGE,
                    "a version is empty",
                    "is a variable of a script not set? belay status lists the versions");
        }
        List<Migration> migrations = project.convention().migrations();
        return project.convention()
                .find(text, migrations)
                .or(() -> project.convention().find(fileName(text), migrations))
                .map(Migration::version)
                .orElseGet(() -> new Version(text));
    }

    private static String fileName(String text) {
        return Optional.ofNullable(Path.of(text).getFileName())
                .map(Path::toString)
                .orElse(text);
    }

    public List<Path> create(String title) {
        return project.convention().create(title, start.clock().instant());
    }

    /** The same for a data migration in Java. */
    public List<Path> createProgram(String title) {
        return project.convention().createProgram(title, start.clock().instant());
    }

    public Standing standing() {
        return migrator(Supervision.none()).standing();
    }

    /** The same where some files cannot be read or understood. */
    public Standing standingWithUnreadable() {
        return migrator(Supervision.none()).standingWithUnreadable();
    }

    public Preview preview(PlanRequest request) {
        return migrator(Supervision.none()).preview(request);
    }

    /** What {@code up} would do, for whoever wants no more than what is pending: data migrations are not compiled. */
    public Preview outlook() {
        return new Migrator(Uncompiled.in(place()), event -> {}, new Cancellation()).preview(PlanRequest.up());
    }

    /** What the steps of a plan would send to the server. */
    public Map<Version, Script> scripts(Preview preview) {
        Map<Version, Script> scripts = new LinkedHashMap<>();
        for (PlannedStep step : preview.plan().steps()) {
            scripts.put(step.version(), script(step.migration(), step.direction()));
        }
        return scripts;
    }

    public Script script(Migration migration, Direction direction) {
        return project.convention().read(migration, direction).script();
    }

    public RunResult run(List<PlanRequest> requests, Approval approval, Supervision supervision) {
        RunResult result = migrator(supervision).run(requests, approval);
        if (result.ok() && !result.steps().isEmpty()) {
            countUsage(result, supervision);
        }
        return result;
    }

    /** The run has succeeded, whatever becomes of this. */
    private void countUsage(RunResult result, Supervision supervision) {
        try {
            new Verification(project, start).countUsage(result.run());
        } catch (BelayException e) {
            supervision
                    .listener()
                    .on(new RunEvent.Warned(
                            "the uses of the indexes are not stored", List.of(String.valueOf(e.getMessage()))));
        }
    }

    /** How the database is used. */
    public Usage usage() {
        return new Verification(project, start).usage();
    }

    /**
     * The way down and up again: of the last migration, or of one and all that were applied after it.
     *
     * @param from the version to begin with
     */
    public List<PlanRequest> redo(Optional<Version> from) {
        return Redo.of(standing(), from);
    }

    /** Drops the database and makes it anew, empty. */
    public void recreate() {
        if (project.where().guarded()) {
            throw new BelayException(
                    Kind.USAGE,
                    "environment \"" + project.where().environment().orElse("") + "\" is protected: it is never reset",
                    "restore a backup, or go down step by step");
        }
        new Recreation(project.maintenance(), project.where().database()).recreate();
    }

    public List<Path> seeds() {
        return project.seeds();
    }

    public void seed(Supervision supervision) {
        new Seeder(place(), supervision.listener(), supervision.cancellation()).seed(project.seeds());
    }

    public MigrationStatus markApplied(Version version, String reason, Supervision supervision) {
        return bookkeeper(supervision).markApplied(version, reason);
    }

    public MigrationStatus markRolledBack(Version version, String reason, Supervision supervision) {
        return bookkeeper(supervision).markRolledBack(version, reason);
    }

    public MigrationStatus retry(Version version, String reason, Supervision supervision) {
        return bookkeeper(supervision).retry(version, reason);
    }

    public MigrationStatus skip(Version version, String reason, Supervision supervision) {
        return bookkeeper(supervision).skip(version, reason);
    }

    public MigrationStatus repair(Version version, String reason, Supervision supervision) {
        return bookkeeper(supervision).repair(version, reason);
    }

    /** Declares everything up to and with a version to be there already; {@code reset} forgets the history first. */
    public List<Migration> baseline(Version version, boolean reset, String reason, Supervision supervision) {
        return bookkeeper(supervision).baseline(version, reset, reason);
    }

    public void sql(Script script, FreeScript.Options options, ResultListener listener, Cancellation cancellation) {
        new FreeScript(project.database(), cancellation, options).run(script, listener);
    }

    /** The verbs about what is in a database. */
    public SchemaTools schemas() {
        return new SchemaTools(project, start);
    }

    /** The verbs about archives. */
    public ArchiveTools archives() {
        return new ArchiveTools(project, start);
    }

    private Migrator migrator(Supervision supervision) {
        return new Migrator(backedUp(supervision), supervision.listener(), supervision.cancellation());
    }

    /** The project and its database, with a backup before {@code up} where the environment wants one. */
    private Workplace backedUp(Supervision supervision) {
        Workplace place = place();
        BackupSettings settings = project.backupSettings();
        if (!settings.beforeUp()) {
            return place;
        }
        Runnable backup = () -> supervision
                .copying()
                .accept(progress -> archives()
                        .backup(
                                BackupRequest.usual(),
                                BackupRound.Wish.NOTHING,
                                progress,
                                RestoreListener.SILENT,
                                supervision.cancellation()));
        String name = "backup to " + settings.to().orElse("a place that nobody has named");
        return place.with(place.hooks().after(new Hooks.Precaution(name, backup)));
    }

    private Bookkeeper bookkeeper(Supervision supervision) {
        return new Bookkeeper(place(), supervision.listener(), supervision.cancellation());
    }

    private Workplace place() {
        return project.workplace();
    }

    /**
     * Looks for what is wrong in the files, and, if asked and reachable, between them and the database.
     *
     * @param offline whether the database is left alone
     */
    public ValidateReport validate(boolean offline) {
        Validator validator = new Validator(project.convention(), start.programs());
        int migrations = validator.files();
        validator.beside(project.sqlBeside());
        Optional<String> unreachable = Optional.empty();
        if (offline) {
            unreachable = Optional.of("--offline");
        } else if (validator.findings().stream()
                .noneMatch(finding -> finding.subject().equals("migrations"))) {
            try {
                validator.against(standing());
            } catch (BelayException e) {
                unreachable = Optional.of(String.valueOf(e.getMessage()));
            }
        }
        return new ValidateReport(migrations, validator.findings(), unreachable);
    }

    /** The lines of the journal, newest first, at most {@code limit}; of one version only, if one is named. */
    public List<JournalLine> history(Optional<Version> version, int limit) {
        return new Past(place()).lines(version, limit);
    }

    /** The lines of the last so many runs, newest first. */
    public List<JournalLine> runs(int limit) {
        return new Past(place()).runs(limit);
    }

    /** What was run for a version, and what its file says now. */
    public HistoryReport.Text text(Version version) {
        return new Past(place()).text(version);
    }

    /** Every effective key of the configuration, secrets masked. */
    public List<Origin> config() {
        return project.config().origins();
    }

    /** What the standard checks find in the database; those of these names, or all of them when nothing is named. */
    public Report health(List<String> only) {
        return new Verification(project, start).health(only);
    }

    /** Where the expectations of the database are kept. */
    public Path spec() {
        return new Verification(project, start).spec();
    }

    /** Holds the database against a spec. */
    public Report verify(Verify wish) {
        return new Verification(project, start).verify(wish, this::standing);
    }

    /** Test-migration in a temporary database, which is dropped however it ends. */
    public RehearseReport rehearse(Rehearsing.Wish wish, Supervision supervision) {
        return new Rehearsing(project, start).rehearse(wish, supervision);
    }

    /**
     * Which migrations are in the database, whatever its history says. It is only read.
     *
     * @param on where all of them are tried: {@code target}, {@code embedded}, or a place
     */
    public AdoptionResult adopt(Standing standing, Optional<String> on, Supervision supervision) {
        return new Adopting(project, start).look(standing, on, supervision);
    }

    /** What the tables hold that a spec wants to find unchanged: the texts of files. */
    public Map<Path, String> record(Path spec) {
        return new Verification(project, start).record(spec);
    }

    /** A spec of what the database is now. */
    public String draftSpec() {
        return new Verification(project, start).draft(this::standing);
    }

    /** What a migration adds to a spec, found out in a temporary database. */
    public String draftSpec(Version version, Optional<String> scratch, Supervision supervision) {
        return new Verification(project, start).draft(version, scratch, supervision);
    }

    /**
     * Compares the rows of two databases.
     *
     * @throws BelayException of the kind that the cancellation has, when it is asked to stop
     */
    public CompareReport compare(Compare compare, ContentListener listener, Cancellation cancellation) {
        return new Contents(project, start).compare(compare, listener, cancellation);
    }

    /**
     * What is compared.
     *
     * @param a an environment or a place
     * @param b another
     * @param down whether the rows that differ are looked for
     */
    public record Compare(String a, String b, Selection tables, boolean down) {}

    /**
     * What is verified.
     *
     * @param spec the file of the expectations
     * @param only the checks that are wanted; all where none is named
     * @param scratch where a temporary database is made, if one is needed; needed on a protected environment
     */
    public record Verify(Path spec, Set<String> only, Optional<String> scratch) {}

    /** Tries the connection step by step. */
    public List<Step> doctor() {
        return new Doctor(project.patient(), start.clock()).examine();
    }

    /** The settings of the connection: for faces that show them. */
    public ConnectionSettings connection() {
        return project.connection();
    }

    /** The database itself: for faces that run their own queries. */
    public Database database() {
        return project.database();
    }
}
