package dev.belay.tui;

import dev.belay.backup.archive.Toc;
import dev.belay.backup.restore.Drill;
import dev.belay.backup.restore.DrillResult;
import dev.belay.backup.restore.RestoreListener;
import dev.belay.backup.restore.RestoreOptions;
import dev.belay.backup.restore.RestoreResult;
import dev.belay.backup.restore.RestoreSource;
import dev.belay.backup.restore.RestoreTarget;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.apply.Migrator;
import dev.belay.core.config.Target;
import dev.belay.core.db.ConnectionSettings;
import dev.belay.core.db.Database;
import dev.belay.tui.report.RestoreListReport;
import dev.belay.tui.report.Where;
import dev.belay.verify.Report;
import dev.belay.verify.rehearsal.Knowable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds archives and the databases that they go into. */
final class Restoring {
    private static final int OLDEST = 14;
    private static final int LATEST = 18;

    private final Project project;
    private final Start start;

    Restoring(Project project, Start start) {
        this.project = project;
        this.start = start;
    }

    /** Which database this is about. A place that leads to a protected environment is as protected as that. */
    Where where(Optional<String> into, Optional<String> create) {
        Where target = into.map(this::placed).orElseGet(this::own);
        return create.map(name -> new Where(
                        target.project(),
                        target.environment(),
                        target.guarded(),
                        settings(into).toBuilder().database(name).build().masked(),
                        target.host(),
                        target.port(),
                        name,
                        target.user()))
                .orElse(target);
    }

    /** A URL may lead to a protected environment too. */
    private Where own() {
        Where where = project.where();
        Optional<String> guard = where.guarded() ? Optional.empty() : guard(project.connection());
        return guard.map(name -> new Where(
                        where.project(),
                        Optional.of(name),
                        true,
                        where.url(),
                        where.host(),
                        where.port(),
                        where.database(),
                        where.user()))
                .orElse(where);
    }

    private Where placed(String place) {
        Target target = project.config().place(place);
        ConnectionSettings settings = target.connection();
        Optional<String> guard = target.protectedEnvironment() ? Optional.of(place) : guard(settings);
        Optional<String> name =
                guard.or(() -> Optional.of(place).filter(project.config().environments()::contains));
        return new Where(
                project.config().project(),
                name,
                guard.isPresent(),
                settings.masked(),
                settings.host(),
                settings.port(),
                settings.database(),
                settings.user());
    }

    /** The protected environment that is the same database, by whatever name it was reached. */
    private Optional<String> guard(ConnectionSettings settings) {
        return project.config().environments().stream()
                .filter(name -> {
                    Optional<Target> other = environment(name);
                    return other.filter(Target::protectedEnvironment)
                            .filter(known -> same(known.connection(), settings))
                            .isPresent();
                })
                .findFirst();
    }

    private Optional<Target> environment(String name) {
        try {
            return Optional.of(project.config().environment(name));
        } catch (BelayException e) {
            // One whose variables are not set here cannot be compared; nor can it be reached.
            return Optional.empty();
        }
    }

    private static boolean same(ConnectionSettings one, ConnectionSettings other) {
        return one.addresses().stream().anyMatch(other.addresses()::contains)
                && one.database().equals(other.database());
    }

    private ConnectionSettings settings(Optional<String> into) {
        return into.map(place -> project.config().place(place).connection()).orElseGet(project::connection);
    }

    /** Which archive it is that would be restored. No database is touched, and what cannot be restored is refused. */
    String look(RestoreRequest request) {
        try (Archives archives = Archives.open(project, start, request);
                RestoreSource source = archives.source()) {
            source.require(request.options());
            return source.name();
        }
    }

    /** What a restore would bring, without touching any database. */
    RestoreListReport list(RestoreRequest request) {
        try (Archives archives = Archives.open(project, start, request);
                RestoreSource source = archives.source()) {
            return new RestoreListReport(
                    source.name(), source.list(request.options()), archives.notes(request.archive()));
        }
    }

    RestoreResult run(RestoreRequest request, RestoreListener listener, Cancellation cancellation) {
        try (Archives archives = Interruptible.run(cancellation, () -> Archives.open(project, start, request));
                RestoreSource source = Interruptible.run(cancellation, archives::source);
                Database server = server(request)) {
            if (request.create().isEmpty()) {
                return source.restore(server, request.options(), listener, cancellation)
                        .noting(archives.notes(request.archive()));
            }
            return made(source, server, request, listener, cancellation).noting(archives.notes(request.archive()));
        } catch (BelayException e) {
            throw Maintenance.isMissing(e) && request.create().isEmpty() ? unmade(request, e) : e;
        }
    }

    private BelayException unmade(RestoreRequest request, BelayException e) {
        String name = settings(request.into()).database();
        return new BelayException(
                e.kind(), String.valueOf(e.getMessage()), "--create " + name + " makes it; or correct the name", e);
    }

    private Database server(RestoreRequest request) {
        ConnectionSettings settings = settings(request.into());
        return request.create().isPresent()
                ? new Maintenance(project.sessions(), start.verb()).at(settings)
                : new Database(settings, project.sessions()).withApplicationName("belay " + start.verb());
    }

    /** Into a new database; where nothing comes in, there is none. */
    private static RestoreResult made(
            RestoreSource source,
            Database server,
            RestoreRequest request,
            RestoreListener listener,
            Cancellation cancellation) {
        String name = request.create().orElseThrow();
        RestoreOptions options = request.options();
        // What is wrong with the choice is said before anything is made.
        source.require(options);
        Database made = RestoreTarget.create(server, name, source.toc(), options);
        RestoreResult result;
        try {
            result = source.restore(made, options, listener, cancellation);
            if (source.toc().isPresent() && !result.came()) {
                throw nothing(result);
            }
        } catch (BelayException e) {
            throw RestoreTarget.discard(server, name, e);
        }
        // Whatever goes wrong from here on takes away nothing of what came.
        return result.ok() && source.toc().isPresent()
                ? result.noting(RestoreTarget.furnish(server, name, source.toc().get(), options))
                : result;
    }

    private static BelayException nothing(RestoreResult result) {
        Kind kind = result.failure().orElse(Kind.BACKUP);
        return result.culprit()
                .map(object -> new BelayException(
                        kind,
                        object.kind() + " " + object.name() + ": "
                                + object.error().orElseThrow().message(),
                        object.error().orElseThrow().hint()))
                .orElseGet(() -> new BelayException(kind, "stopped", ""));
    }

    /**
     * Restores into a scratch and compares; what came of it is kept beside the archive, where that is Belay's.
     *
     * @param option with which the user says where
     */
    Drilled drill(
            RestoreRequest request,
            String option,
            DrillWish wish,
            RestoreListener listener,
            Cancellation cancellation) {
        Optional<Path> spec =
                wish.verify() ? Optional.of(new Verification(project, start).existingSpec()) : Optional.empty();
        try (Archives archives = Interruptible.run(cancellation, () -> Archives.open(project, start, request));
                RestoreSource source = Interruptible.run(cancellation, archives::source);
                ScratchRoom room = ScratchRoom.open(
                        project,
                        start.servers(),
                        new ScratchRoom.Wish(option, wish.on(), source.toc().map(Restoring::known)))) {
            DrillResult result = new Drill(
                            room.database(),
                            request.options().forScratch(room.ownServer()),
                            listener,
                            cancellation,
                            start.clock())
                    .run(source, start.release().get());
            List<String> notes = new ArrayList<>(archives.notes(request.archive()));
            notes.addAll(room.notes());
            if (result.ok()
                    || result.restore().ok()
                    || result.restore().failure().filter(Kind.INTEGRITY::equals).isPresent()) {
                // What only the server was to blame for says nothing about the archive.
                notes.addAll(archives.keep(result.drill()));
            }
            // What is not what was backed up says nothing of what that should have been.
            Optional<Report> verified = spec.filter(file -> result.ok()).map(file -> verified(file, room));
            // Kept a second time: whatever stops the verification, what was found out before it is known.
            verified.ifPresent(
                    report -> notes.addAll(archives.keep(result.drill().held(report.passed()))));
            return new Drilled(new DrillResult(result.restore().noting(notes), result.drill()), verified);
        }
    }

    private Report verified(Path spec, ScratchRoom room) {
        Report report = new Verification(project, start)
                .elsewhere(
                        spec,
                        room.database(),
                        () -> project.config().convention().isEmpty()
                                ? Optional.empty()
                                : Optional.of(new Migrator(
                                                project.rehearsal(room.database()), event -> {}, new Cancellation())
                                        .standing()),
                        room);
        Report known = Knowable.of(report, true, true);
        return room.ownServer() ? Knowable.ofOwnServer(known) : known;
    }

    private static ScratchRoom.Known known(Toc toc) {
        int major = toc.header().serverMajor().orElse(LATEST);
        return ScratchRoom.Known.of(embedded(major), RestoreTarget.shape(toc));
    }

    /** The major version of the embedded server that what comes from such a one is drilled on. */
    static int embedded(int major) {
        return Math.max(OLDEST, Math.min(LATEST, major));
    }
}
