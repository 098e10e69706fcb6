package dev.belay.tui;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Migrator;
import dev.belay.core.apply.Plan;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.Workplace;
import dev.belay.core.db.Database;
import dev.belay.core.db.Identifier;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlTrouble;
import dev.belay.tui.report.RehearseReport;
import dev.belay.verify.Report;
import dev.belay.verify.rehearsal.Rehearsal;
import dev.belay.verify.rehearsal.RehearsalResult;
import dev.belay.verify.rehearsal.RowChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds or makes the scratch of a rehearsal, and what it stands for. */
public final class Rehearsing {
    private final Project project;
    private final Start start;

    Rehearsing(Project project, Start start) {
        this.project = project;
        this.start = start;
    }

    /**
     * What is to be rehearsed, and where.
     *
     * @param request how far up
     * @param on {@code target}, {@code embedded}, or a place; empty for the target's server, where that is allowed
     * @param fromNothing whether to begin with an empty schema, so that no database is needed
     * @param major of an embedded server, where nothing else says it
     * @param rows which of them come along
     * @param down whether the ways down are tried
     * @param strict whether what is lost on the way down, or was not seen, fails it
     * @param spec another file than the project's
     * @param roles that an embedded server shall have
     */
    public record Wish(
            PlanRequest request,
            Optional<String> on,
            boolean fromNothing,
            Optional<Integer> major,
            RowChoice rows,
            boolean down,
            boolean strict,
            Optional<Path> spec,
            List<String> roles) {
        public Wish {
            roles = List.copyOf(roles);
        }

        /** All that waits, on the target's server. */
        public static Wish usual() {
            return new Wish(
                    PlanRequest.up(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    RowChoice.SYNTHETIC,
                    true,
                    false,
                    Optional.empty(),
                    List.of());
        }

        /** The same, in another place. */
        public Wish on(String place) {
            return new Wish(request, Optional.of(place), fromNothing, major, rows, down, strict, spec, roles);
        }

        /** The same, with nothing to begin with, on a server that is made for it. */
        public Wish fromNothing(int postgres) {
            return new Wish(
                    request, Optional.of("embedded"), true, Optional.of(postgres), rows, down, strict, spec, roles);
        }
    }

    RehearseReport rehearse(Wish wish, Supervision supervision) {
        Optional<Database> source = wish.fromNothing() ? Optional.empty() : target();
        if (source.isPresent() && idle(wish.request(), supervision)) {
            return new RehearseReport(label(), "", List.of(), RehearsalResult.ofNothing(Duration.ZERO));
        }
        try (ScratchRoom room = ScratchRoom.open(project, start.servers(), room(wish, source.isPresent()))) {
            makeRoles(room, wish.roles());
            Workplace place = project.rehearsal(project.likeTarget(room.database()));
            RehearsalResult result = new Rehearsal(
                            place,
                            new Schemas(project, start)::withoutBookkeeping,
                            supervision.listener(),
                            supervision.cancellation())
                    .run(new Rehearsal.Wish(
                            source,
                            !room.ownServer(),
                            wish.rows(),
                            wish.request(),
                            wish.down(),
                            wish.strict(),
                            spec(wish, place, room)));
            return new RehearseReport(label(), room.place(), notes(room, source.isPresent()), result);
        }
    }

    /** Looked at in the target itself: a copy of a large schema takes a while. */
    private boolean idle(PlanRequest request, Supervision supervision) {
        Plan plan = new Migrator(Uncompiled.in(project.workplace()), event -> {}, supervision.cancellation())
                .preview(request)
                .plan();
        return plan.steps().isEmpty() && plan.problems().isEmpty();
    }

    /** Empty where nothing is configured. One that does not answer is an error, not a reason to guess. */
    private Optional<Database> target() {
        if (project.connectionIfAny().isEmpty()) {
            return Optional.empty();
        }
        Database database = project.database();
        try (Connection tried = database.forReading().connect()) {
            return Optional.of(database);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        } catch (BelayException e) {
            throw new BelayException(
                    e.kind(),
                    String.valueOf(e.getMessage()),
                    e.hint() + "; or --from-nothing, which needs no database and takes all migrations up",
                    e);
        }
    }

    private static ScratchRoom.Wish room(Wish wish, boolean copies) {
        Optional<String> on = copies ? wish.on() : wish.on().or(() -> Optional.of("embedded"));
        boolean alone = !copies && on.filter("embedded"::equals).isPresent();
        return new ScratchRoom.Wish(
                "--on",
                on,
                alone
                        ? Optional.of(
                                ScratchRoom.Known.of(wish.major().orElse(ScratchRoom.USUAL_MAJOR), ScratchRoom.USUAL))
                        : Optional.empty());
    }

    private static void makeRoles(ScratchRoom room, List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        if (!room.ownServer()) {
            throw new BelayException(
                    Kind.USAGE,
                    "roles are only made on a server of our own",
                    "leave --roles out, or say --on embedded");
        }
        try (Connection connection = room.database().connect()) {
            for (String name : names) {
                Sql.script(connection, "CREATE ROLE " + Identifier.quote(name));
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private Optional<Function<Database, Report>> spec(Wish wish, Workplace place, ScratchRoom room) {
        Verification verification = new Verification(project, start);
        Path file = wish.spec().orElseGet(verification::spec);
        if (wish.spec().isEmpty() && !Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(database -> verification.elsewhere(
                file,
                database,
                () -> Optional.of(new Migrator(place, event -> {}, new dev.belay.core.apply.Cancellation()).standing()),
                room));
    }

    private String label() {
        try {
            return project.where().line();
        } catch (BelayException e) {
            return project.config().project();
        }
    }

    private static List<String> notes(ScratchRoom room, boolean copied) {
        List<String> notes = new ArrayList<>(room.notes());
        if (!copied) {
            notes.add("it began with an empty schema: no database was copied");
        }
        return notes;
    }
}
