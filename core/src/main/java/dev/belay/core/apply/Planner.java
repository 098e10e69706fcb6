package dev.belay.core.apply;

import dev.belay.core.convention.Convention;
import dev.belay.core.convention.Listing;
import dev.belay.core.db.Sql;
import dev.belay.core.migration.Body;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.core.script.Directives;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** Reads history, journal and files, and lets the pure parts decide. Writes nothing. */
final class Planner {
    private final Workplace place;
    private final Listing files;
    private final List<Migration> migrations;

    Planner(Workplace place, List<Migration> migrations) {
        this(place, new Listing(migrations, List.of()));
    }

    /** For whoever only looks at how everything stands: no plan is made while a file cannot be read. */
    Planner(Workplace place, Listing files) {
        this.place = place;
        this.files = files;
        this.migrations = files.migrations();
    }

    /**
     * Reads history and journal at one moment. Nobody else's operators or functions can get in, and row security makes
     * the server refuse instead of hiding rows: a history that looks empty would be run again.
     */
    Standing standing(Connection connection) throws SQLException {
        Convention convention = place.convention();
        boolean inside = connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.OPEN;
        Sql.script(
                connection,
                (inside ? "SAVEPOINT belay" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                        + "; SET LOCAL search_path = pg_catalog, pg_temp; SET LOCAL row_security = off");
        try {
            return Standing.of(
                    new Standing.Input(
                            files,
                            place.history().rows(connection),
                            place.journal().facts(connection),
                            convention.order()),
                    place.history());
        } finally {
            Sql.script(connection, inside ? "ROLLBACK TO SAVEPOINT belay" : "ROLLBACK");
        }
    }

    Preview preview(Connection connection, PlanRequest asked) throws SQLException {
        Standing standing = standing(connection);
        PlanRequest request = asked.allowingOutOfOrder(
                place.settings().outOfOrder() || place.convention().outOfOrderIsNormal());
        Plan plan = Plan.of(standing, request, place.convention().order());
        List<Problem> problems = new ArrayList<>(plan.problems());
        problems.removeIf(this::allowedByItsFile);
        ConventionScripts scripts = request.goesUp() ? ConventionScripts.of(place, connection) : ConventionScripts.NONE;
        List<Outline> outlines = new ArrayList<>();
        for (PlannedStep step : plan.steps()) {
            Body body = place.convention().read(step.migration(), step.direction());
            outlines.add(Outline.of(step, body, place));
            problem(step, body).ifPresent(problems::add);
        }
        return new Preview(
                standing,
                new Plan(plan.direction(), plan.steps(), problems),
                outlines,
                PlanHash.of(connection, place, standing, outlines, scripts),
                request.goesUp()
                        ? new Prerequisites(place.convention(), migrations, standing).of(connection, outlines)
                        : List.of(),
                outlines.isEmpty() ? List.of() : PlannedHook.of(plan.direction(), place.hooks(), scripts));
    }

    private boolean allowedByItsFile(Problem problem) {
        return problem.cause() == Problem.Cause.OUT_OF_ORDER
                && migrations.stream()
                        .filter(migration -> problem.version().equals(Optional.of(migration.version())))
                        .anyMatch(migration -> Directives.of(place.convention()
                                        .read(migration, Direction.UP)
                                        .script())
                                .outOfOrder());
    }

    private static Optional<Problem> problem(PlannedStep step, Body body) {
        Optional<Problem> misfit = Outline.misfit(step, body);
        if (misfit.isPresent()) {
            return misfit;
        }
        Optional<Problem> forbidden = Outline.forbidden(step, body);
        if (forbidden.isPresent()) {
            return forbidden;
        }
        if (!body.isEmpty()) {
            return Optional.empty();
        }
        if (step.direction() == Direction.DOWN) {
            return Optional.of(Problem.of(
                    Problem.Cause.IRREVERSIBLE,
                    step.version(),
                    "the down part of \"" + step.migration().label() + "\" has no statement",
                    "write one, or restore a backup; nothing was undone"));
        }
        return body.program().isPresent() || body.script().text().isBlank()
                ? Optional.of(Problem.of(
                        Problem.Cause.EMPTY,
                        step.version(),
                        "\"" + step.migration().label() + "\" is empty",
                        "write its statements; a comment is enough for a migration that is meant to do nothing"))
                : Optional.empty();
    }
}
