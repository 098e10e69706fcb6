package dev.belay.tui;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Approval;
import dev.belay.core.apply.Migrator;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.RunEvent;
import dev.belay.core.apply.RunListener;
import dev.belay.core.apply.RunResult;
import dev.belay.core.apply.Standing;
import dev.belay.core.apply.Workplace;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.Described;
import dev.belay.core.catalog.SchemaCopy;
import dev.belay.core.catalog.SchemaDiff;
import dev.belay.core.db.Database;
import dev.belay.core.db.Identifier;
import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.SqlError;
import dev.belay.core.db.SqlTrouble;
import dev.belay.core.history.Journal;
import dev.belay.core.history.JournalEntry;
import dev.belay.core.history.UsageCounts;
import dev.belay.core.migration.Version;
import dev.belay.verify.Report;
import dev.belay.verify.Subject;
import dev.belay.verify.Unseen;
import dev.belay.verify.check.Health;
import dev.belay.verify.check.Scope;
import dev.belay.verify.check.StandardChecks;
import dev.belay.verify.spec.CheckNames;
import dev.belay.verify.spec.Recorder;
import dev.belay.verify.spec.Refusal;
import dev.belay.verify.spec.Remembered;
import dev.belay.verify.spec.Spec;
import dev.belay.verify.spec.SpecReader;
import dev.belay.verify.spec.SpecWriter;
import dev.belay.verify.spec.Verifier;
import dev.belay.verify.usage.Usage;
import dev.belay.verify.usage.UsageReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** Whether the target is what it should be: wires checks and spec to the project. */
final class Verification {
    private final Project project;
    private final Start start;

    Verification(Project project, Start start) {
        this.project = project;
        this.start = start;
    }

    Report health(List<String> only) {
        return new Health(StandardChecks.only(only), scope()).of(project.database());
    }

    Path spec() {
        return project.config()
                .verify()
                .orElseGet(() -> project.config().folder().resolve("verify.yaml"));
    }

    /** The same, where something cannot do without. */
    Path existingSpec() {
        Path file = spec();
        if (!Files.isRegularFile(file)) {
            throw new BelayException(
                    Kind.USAGE,
                    "there is no spec \"" + name(file) + "\" to verify with",
                    "belay verify --init writes one; verify: in belay.yaml names another file");
        }
        return file;
    }

    Report verify(Toolkit.Verify wish, Supplier<Standing> standing) {
        CheckNames.require(wish.only());
        Spec spec = SpecReader.read(name(wish.spec()), wish.spec()).only(wish.only());
        Schemas schemas = new Schemas(project, start);
        Verifier verifier = new Verifier(spec, scope(), schemas::withoutBookkeeping);
        List<Unseen> unseen = new ArrayList<>();
        Optional<Standing> known =
                spec.needsHistory() && project.config().convention().isPresent()
                        ? standing(standing, unseen)
                        : Optional.empty();
        Remembered remembered = remembered(spec.wanted(), unseen);
        Optional<Verifier.Expected> snapshot = snapshot(spec);
        boolean allowed = !project.where().guarded() || wish.scratch().isPresent();
        Optional<ScratchRoom> scratch = spec.needsScratch() && allowed ? room(wish.scratch()) : Optional.empty();
        if (scratch.isEmpty()) {
            return verifier.of(
                    project.database(),
                    new Verifier.Means(known, Optional.empty(), wish.only(), remembered, snapshot, unseen));
        }
        try (ScratchRoom room = scratch.get()) {
            Catalog catalog = schemas.withoutBookkeeping(Schemas.read(project.database()));
            SchemaCopy.into(
                    room.database(), catalog, room.ownServer() ? SchemaCopy.Roles.MADE : SchemaCopy.Roles.NAMED);
            return verifier.of(
                    project.database(),
                    new Verifier.Means(known, Optional.of(room.database()), wish.only(), remembered, snapshot, unseen));
        }
    }

    /** None where this role may not read the history: it may read all the rest. */
    private Optional<Standing> standing(Supplier<Standing> standing, List<Unseen> unseen) {
        try {
            return Optional.of(standing.get());
        } catch (BelayException e) {
            SqlError error = denied(e).orElseThrow(() -> e);
            unseen.add(Refusal.of(
                    new Subject("history", ""),
                    error,
                    spelled(history()),
                    project.database().settings().user()));
            return Optional.empty();
        }
    }

    private QualifiedName history() {
        return project.convention().history().table();
    }

    private Unseen hidden(String check, QualifiedName journal) {
        String role = Identifier.spell(project.database().settings().user());
        return new Unseen(
                check,
                "",
                "this role may not read the journal",
                "GRANT USAGE ON SCHEMA " + Identifier.spell(journal.schema()) + " TO " + role + "; GRANT SELECT ON "
                        + spelled(journal) + " TO " + role);
    }

    private static String spelled(QualifiedName table) {
        return Identifier.spell(table.schema()) + "." + Identifier.spell(table.name());
    }

    /** What the server said, where it refused a privilege. */
    private static Optional<SqlError> denied(BelayException e) {
        return e.getCause() instanceof SQLException cause && "42501".equals(cause.getSQLState())
                ? Optional.of(SqlError.of(cause))
                : Optional.empty();
    }

    /** None where nobody says where, and the role may make no database: it may read all the rest. */
    private Optional<ScratchRoom> room(Optional<String> where) {
        try {
            return Optional.of(ScratchRoom.open(project, start.servers(), where));
        } catch (BelayException e) {
            if (where.isEmpty() && denied(e).isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The one that the environment names, or that of the project if the spec asks for it. */
    private Optional<Verifier.Expected> snapshot(Spec spec) {
        if (!spec.needsSnapshot(project.snapshotSettings().file().isPresent())) {
            return Optional.empty();
        }
        Path file = project.snapshot();
        return Optional.of(new Verifier.Expected(
                name(file),
                Files.isRegularFile(file) ? Optional.of(SnapshotFile.read(name(file), file)) : Optional.empty()));
    }

    private Remembered remembered(Spec.Wanted wanted, List<Unseen> unseen) {
        if (wanted.nothing() || project.config().convention().isEmpty()) {
            return Remembered.NOTHING;
        }
        try (Connection connection = project.database().forReading().connect()) {
            Journal journal = project.workplace().journal();
            if (journal.hidden(connection)) {
                if (wanted.lastMigration()) {
                    unseen.add(hidden("analyzed", journal.table()));
                }
                if (!wanted.windows().isEmpty()) {
                    unseen.add(hidden("index-usage", journal.table()));
                }
            }
            Map<Duration, UsageCounts> usage = new HashMap<>();
            for (Duration window : wanted.windows()) {
                journal.usage(connection, window).ifPresent(counts -> usage.put(window, counts));
            }
            return new Remembered(journal.lastChange(connection), usage);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** What the tables hold that the spec wants to find unchanged: the text of each file beside it. */
    Map<Path, String> record(Path file) {
        Spec spec = SpecReader.read(name(file), file);
        Map<Path, String> texts = new TreeMap<>();
        Recorder.of(project.database(), new Schemas(project, start)::withoutBookkeeping, spec)
                .forEach((name, text) -> texts.put(file.resolveSibling(name), text));
        return texts;
    }

    /** How the database is used, with what has changed since the counters were last stored. */
    Usage usage() {
        try (Connection connection = project.database().forReading().connect()) {
            Usage usage = UsageReader.of(connection).only(scope()::has);
            if (project.config().convention().isEmpty()) {
                return usage;
            }
            return project.workplace()
                    .journal()
                    .usage(connection, Duration.ZERO)
                    .map(usage::since)
                    .orElse(usage);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** Stores the counters: what is used from now on can be told from what was used before. */
    void countUsage(UUID run) {
        try (Connection connection = project.database().forReading().connect()) {
            UsageCounts counts = UsageReader.of(connection).only(scope()::has).counts();
            if (!counts.text().isEmpty()) {
                project.workplace()
                        .journal()
                        .write(
                                connection,
                                JournalEntry.of(run, JournalEntry.Event.USAGE_COUNTED)
                                        .script(counts.text())
                                        .build());
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /**
     * Holds another database than the target against a spec: one that was migrated or restored in a scratch.
     *
     * @param standing of the migrations in that database; asked only where the spec wants to know
     * @param room where another scratch can be made, for what has to be tried
     */
    Report elsewhere(Path file, Database database, Supplier<Optional<Standing>> standing, ScratchRoom room) {
        Spec spec = SpecReader.read(name(file), file);
        Schemas schemas = new Schemas(project, start);
        Verifier verifier = new Verifier(spec, scope(), schemas::withoutBookkeeping);
        Optional<Standing> known = spec.needsHistory() ? standing.get() : Optional.empty();
        if (!spec.needsScratch()) {
            return verifier.of(database, new Verifier.Means(known, Optional.empty(), Set.of()));
        }
        try (ScratchRoom second = room.beside()) {
            SchemaCopy.into(
                    second.database(),
                    schemas.withoutBookkeeping(Schemas.read(database)),
                    room.ownServer() ? SchemaCopy.Roles.MADE : SchemaCopy.Roles.NAMED);
            return verifier.of(database, new Verifier.Means(known, Optional.of(second.database()), Set.of()));
        }
    }

    /** Relative to the project where it is in it: as people name it. */
    private String name(Path spec) {
        Path folder = project.config().folder();
        return spec.startsWith(folder) ? folder.relativize(spec).toString() : spec.toString();
    }

    /** What the database is now, as a spec. */
    String draft(Supplier<Standing> standing) {
        Catalog catalog = new Schemas(project, start).withoutBookkeeping(Schemas.read(project.database()));
        return SpecWriter.of(
                catalog,
                health(List.of()).findings(),
                project.config().convention().isPresent() ? Optional.of(standing.get()) : Optional.empty());
    }

    /**
     * What one migration adds to a spec: all up to it are tried in an empty scratch.
     *
     * @param on where that is made
     */
    String draft(Version version, Optional<String> on, Supervision supervision) {
        Schemas schemas = new Schemas(project, start);
        try (ScratchRoom room = ScratchRoom.open(project, start.servers(), on)) {
            Workplace place = project.rehearsal(project.likeTarget(room.database()));
            Deque<Catalog> states = new ArrayDeque<>();
            states.add(schemas.withoutBookkeeping(Schemas.read(room.database())));
            RunListener eyes = event -> {
                supervision.listener().on(event);
                if (event instanceof RunEvent.StepFinished step
                        && step.result().failure().isEmpty()) {
                    states.add(schemas.withoutBookkeeping(Schemas.read(room.database())));
                    if (states.size() > 2) {
                        states.removeFirst();
                    }
                }
            };
            RunResult result = new Migrator(place, eyes, supervision.cancellation())
                    .run(List.of(PlanRequest.upTo(version)), Approval.anything());
            result.failure().ifPresent(failure -> {
                throw new BelayException(
                        failure.kind(),
                        (failure.kind() == Kind.USAGE ? "" : "the migrations fail on an empty database: ")
                                + failure.message(),
                        failure.hint());
            });
            Catalog after = states.getLast();
            return SpecWriter.part(after, SchemaDiff.of(Described.of(states.getFirst()), Described.of(after)));
        }
    }

    /** What Belay and the convention keep in the database is theirs to look after. */
    private Scope scope() {
        Set<QualifiedName> tables = new HashSet<>(Set.of(project.config().journal()));
        if (project.config().convention().isPresent()) {
            tables.add(history());
        }
        return new Scope(tables);
    }
}
