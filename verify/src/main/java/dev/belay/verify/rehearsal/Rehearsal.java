package dev.belay.verify.rehearsal;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.apply.Migrator;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.PlannedStep;
import dev.belay.core.apply.Preview;
import dev.belay.core.apply.RunEvent;
import dev.belay.core.apply.RunListener;
import dev.belay.core.apply.Workplace;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.SchemaCopy;
import dev.belay.core.db.Database;
import dev.belay.core.db.SqlTrouble;
import dev.belay.core.migration.Direction;
import dev.belay.core.script.Statement;
import dev.belay.verify.Report;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Test-migration on a scratch: copy, up, spec, down, up again. After each step the catalog is read, so that a way down that
 * leads elsewhere is known by its migration and by what differs; and the rows, so that what it loses is.
 */
public final class Rehearsal {
    private final Workplace scratch;
    private final UnaryOperator<Catalog> selection;
    private final RunListener listener;
    private final Cancellation cancellation;

    /**
     * In one scratch.
     *
     * @param scratch the project in an empty database that is thrown away afterwards, without hooks
     * @param selection leaves out of a catalog what is kept for history and journal
     */
    public Rehearsal(
            Workplace scratch, UnaryOperator<Catalog> selection, RunListener listener, Cancellation cancellation) {
        this.scratch = scratch;
        this.selection = selection;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /**
     * What is rehearsed.
     *
     * @param source what the scratch stands for; empty to begin with nothing
     * @param shared whether others are on the server of the scratch
     * @param rows which of them come along
     * @param request how far up
     * @param down whether the ways down are tried
     * @param strict whether what is lost on the way, or was not seen, fails it
     * @param spec holds the scratch against what is expected, if anything is
     */
    public record Wish(
            Optional<Database> source,
            boolean shared,
            RowChoice rows,
            PlanRequest request,
            boolean down,
            boolean strict,
            Optional<Function<Database, Report>> spec) {}

    public RehearsalResult run(Wish wish) {
        long start = System.nanoTime();
        Copied copied = wish.source().map(source -> copy(source, wish)).orElse(Copied.NOTHING);
        Preview preview = new Migrator(scratch, listener, cancellation).preview(wish.request());
        refuseReach(preview, wish);
        // One session reads all states: its caches are warm after the first.
        try (Connection reader = scratch.database().forReading().connect()) {
            Course course = new Course(
                    new Course.Setting(scratch, selection, listener, cancellation),
                    preview.plan().steps(),
                    wish,
                    copied,
                    reader);
            if (preview.plan().problems().isEmpty()) {
                course.follow();
            }
            return course.result(preview.plan().problems(), Duration.ofNanos(System.nanoTime() - start));
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private Copied copy(Database source, Wish wish) {
        listener.on(new RunEvent.Noticed(
                "NOTICE", "copying " + (wish.rows() == RowChoice.FULL ? "the database" : "the schema")));
        try {
            return ScratchCopy.into(
                    scratch.database(),
                    new ScratchCopy.Wish(
                            source,
                            wish.shared() ? SchemaCopy.Roles.NAMED : SchemaCopy.Roles.MADE,
                            wish.rows(),
                            List.of(scratch.history().table(), scratch.journal().table())));
        } catch (BelayException e) {
            if (e.kind() != Kind.MIGRATION) {
                throw e;
            }
            throw new BelayException(
                    Kind.USAGE,
                    String.valueOf(e.getMessage()),
                    "--on names a server that has what the schema needs; what only a superuser may make needs"
                            + " --on embedded",
                    e);
        }
    }

    /** In a scratch on a server that others use too, such a statement would be no rehearsal. */
    private void refuseReach(Preview preview, Wish wish) {
        for (PlannedStep step : preview.plan().steps()) {
            for (Direction direction : Direction.values()) {
                if (direction == Direction.DOWN
                        && (!wish.down() || !step.migration().reversible())) {
                    continue;
                }
                for (Statement statement : scratch.convention()
                        .read(step.migration(), direction)
                        .script()
                        .executable()) {
                    boolean subscribes = statement.traits().verb().endsWith(" SUBSCRIPTION");
                    if (statement.traits().reachesBeyondDatabase() && (wish.shared() || subscribes)) {
                        throw new BelayException(
                                Kind.USAGE,
                                statement.location() + ": \"" + statement.summary(60)
                                        + "\" reaches beyond the database, so it cannot be rehearsed "
                                        + (subscribes ? "at all" : "on a server that others use"),
                                subscribes
                                        ? "put it into a migration of its own, and rehearse up to the one before"
                                        : "--on embedded makes a server for this alone");
                    }
                }
            }
        }
    }
}
