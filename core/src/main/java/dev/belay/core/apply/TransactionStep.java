package dev.belay.core.apply;

import dev.belay.core.apply.Hooks.Point;
import dev.belay.core.db.Sql;
import dev.belay.core.history.History;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.history.JournalEntry.Event;
import dev.belay.core.migration.Body;
import dev.belay.core.migration.Direction;
import dev.belay.core.script.Script;
import dev.belay.core.script.Statement;
import dev.belay.core.script.Unit;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A migration in one transaction: the history row first, so that its key keeps a second runner out, then the statements,
 * then the journal. All of it commits, or nothing does.
 */
final class TransactionStep {
    private final Run run;
    private final Ladder ladder;

    TransactionStep(Run run) {
        this.run = run;
        this.ladder = new Ladder(run.place().policy(), run.listener(), run.cancellation());
    }

    void run(PlannedStep step, Body body) throws SQLException {
        List<Statement> statements = statements(body.script());
        // Nothing may come before SET TRANSACTION, not even our own row.
        int first = (int) statements.stream()
                .takeWhile(statement -> statement.traits().setsTransaction())
                .count();
        run(
                step,
                body,
                () -> send(step, body, statements.subList(0, first)),
                () -> send(step, body, statements.subList(first, statements.size())));
    }

    /** The same with something else for the statements of the body. */
    void run(PlannedStep step, Body body, Sql.Work content) throws SQLException {
        run(step, body, () -> {}, content);
    }

    private void run(PlannedStep step, Body body, Sql.Work before, Sql.Work content) throws SQLException {
        run.hooks().commands(Point.BEFORE_EACH, step);
        long start = System.nanoTime();
        ladder.climb(step.version(), lockTimeout -> {
            run.session().begin(beginning(body.script()), lockTimeout);
            try {
                before.run();
                inside(step, body, content, new Since(start, lockTimeout));
                run.session().commitUnderLock();
            } catch (SQLException | RuntimeException e) {
                Sql.attempt(run.session()::rollback, e);
                throw e;
            }
        });
    }

    /** When the step began, and how long this attempt waits for a lock. */
    private record Since(long start, long lockTimeout) {}

    private void inside(PlannedStep step, Body body, Sql.Work content, Since since) throws SQLException {
        Connection connection = run.session().connection();
        History history = run.place().history();
        @Nullable HistoryRow row = Records.comeLast(run, step, body) ? null : Records.write(run, step, body);
        run.hooks().sql(Point.BEFORE_EACH);
        content.run();
        run.session().takeBack(since.lockTimeout());
        run.hooks().sql(Point.AFTER_EACH);
        HistoryRow written = row == null ? Records.write(run, step, body) : row;
        Duration took = Duration.ofNanos(System.nanoTime() - since.start());
        if (step.direction() == Direction.UP) {
            history.took(connection, written, took);
        }
        run.place().journal().write(connection, Records.entry(run, step, written, took));
    }

    private void send(PlannedStep step, Body body, List<Statement> statements) throws SQLException {
        int of = body.script().executable().size();
        for (Statement statement : statements) {
            run.statements().run(step.version(), body.script(), statement, of);
        }
    }

    /** The script's own BEGIN, with its isolation level, if it wraps the whole content. */
    private static String beginning(Script script) {
        return script.units().stream()
                .findFirst()
                .flatMap(Unit::begin)
                .map(Statement::sql)
                .orElse("BEGIN");
    }

    private static List<Statement> statements(Script script) {
        return script.units().stream()
                .flatMap(unit -> unit.statements().stream())
                .toList();
    }

    static Event event(PlannedStep step) {
        return step.direction() == Direction.UP ? Event.STEP_APPLIED : Event.STEP_REVERTED;
    }
}
