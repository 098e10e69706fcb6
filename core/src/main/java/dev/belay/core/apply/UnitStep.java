package dev.belay.core.apply;

import dev.belay.core.apply.Hooks.Point;
import dev.belay.core.db.Sql;
import dev.belay.core.history.History;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.history.JournalEntry;
import dev.belay.core.history.JournalEntry.Event;
import dev.belay.core.history.Progress;
import dev.belay.core.migration.Body;
import dev.belay.core.migration.Direction;
import dev.belay.core.script.Script;
import dev.belay.core.script.Statement;
import dev.belay.core.script.Transaction;
import dev.belay.core.script.Unit;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.postgresql.core.TransactionState;

/**
 * A migration whose statements cannot share one transaction, unit by unit. A unit that can run in a transaction commits
 * together with its journal line. One that cannot is announced in the journal first, so that after a crash the catalog
 * is asked whether it happened. The history row comes last.
 */
final class UnitStep {
    private final Run run;
    private final Ladder ladder;
    private final Aftermath aftermath;
    private final IndexBuilds builds;
    private boolean begun;
    private Supplier<Optional<RunEvent.Stayed>> left = Optional::empty;

    UnitStep(Run run) {
        this.run = run;
        this.ladder = new Ladder(run.place().policy(), run.listener(), run.cancellation());
        this.builds = new IndexBuilds(run);
        this.aftermath = new Aftermath(run, builds);
    }

    /** Whether the journal says that this step has begun: then a failure leaves something behind. */
    boolean begun() {
        return begun;
    }

    void run(PlannedStep step, Body body) throws SQLException {
        run(step, body, () -> units(step, body.script()));
    }

    /** What has committed before a failure and stays. */
    Optional<RunEvent.Stayed> left() {
        return left.get();
    }

    /** The same with a program for the units of the body, which commits on its own and is found again. */
    void run(PlannedStep step, Body body, ProgramRun program) throws SQLException {
        left = program::left;
        run(step, body, program::portions);
    }

    private void run(PlannedStep step, Body body, Sql.Work content) throws SQLException {
        long start = System.nanoTime();
        begun = step.progress().isPresent();
        // Guards are asked again when a broken run is resumed.
        run.hooks().commands(Point.BEFORE_EACH, step);
        run.session().inTransaction(() -> run.hooks().sql(Point.BEFORE_EACH));
        run.session().reset();
        if (!begun) {
            begin(step);
        }
        content.run();
        run.session().reset();
        finish(step, body, Duration.ofNanos(System.nanoTime() - start));
    }

    private void units(PlannedStep step, Script script) throws SQLException {
        List<Unit> units = script.units();
        Optional<Progress> progress = step.progress();
        int done = progress.map(open -> open.done().size()).orElse(0);
        repeatSettings(units.subList(0, Math.min(done, units.size())));
        int statements = script.executable().size();
        for (int i = done; i < units.size(); i++) {
            int number = i + 1;
            Work work = new Work(step, script, statements, units.get(i), number);
            unit(work, progress.flatMap(Progress::open).filter(left -> left.unit() == number));
        }
    }

    /** One unit of one script. */
    record Work(PlannedStep step, Script script, int statements, Unit unit, int number) {
        Statement only() {
            return unit.statements().get(0);
        }

        String hash() {
            return Outline.hash(unit);
        }
    }

    private void begin(PlannedStep step) throws SQLException {
        run.session().inTransaction(() -> {
            if (step.direction() == Direction.UP) {
                run.place().history().start(run.session().connection(), step.migration());
            }
            write(run.entry(Event.STEP_STARTED, step));
        });
        begun = true;
    }

    /** What the finished units have set for the session went with the session: the rest must find it again. */
    private void repeatSettings(List<Unit> done) throws SQLException {
        for (Unit unit : done) {
            for (Statement statement : unit.statements()) {
                if (statement.traits().setsSession()) {
                    Sql.script(run.session().connection(), statement.sql());
                }
            }
        }
    }

    private void unit(Work work, Optional<Progress.Open> open) throws SQLException {
        if (open.isPresent() && aftermath.happened(work, open.get())) {
            run.listener()
                    .on(new RunEvent.Warned(
                            work.only().location() + ": this had happened when the run broke, and is not run again",
                            List.of(run.place()
                                    .settings()
                                    .mask()
                                    .hide(work.only().summary(400)))));
            run.session().inTransaction(() -> done(work));
        } else if (!sharesATransaction(work)) {
            alone(work);
        }
    }

    /**
     * Tries the unit together with its journal line. A statement of which only the server knows that it cannot run in a
     * transaction is refused there, and nothing has happened: REINDEX of a partitioned table, a CALL that commits.
     */
    private boolean sharesATransaction(Work work) throws SQLException {
        if (work.unit().explicit()) {
            together(work);
            return true;
        }
        if (Outline.commitsAlone(work.only()) && !work.only().traits().verb().equals("CALL")) {
            return false;
        }
        try {
            together(work);
            return true;
        } catch (SQLException e) {
            if ("25001".equals(e.getSQLState()) || "2D000".equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** The unit and its journal line in one transaction. */
    private void together(Work work) throws SQLException {
        ladder.climb(work.step().version(), lockTimeout -> {
            run.session().begin(work.unit().begin().map(Statement::sql).orElse("BEGIN"), lockTimeout);
            try {
                for (Statement statement : work.unit().statements()) {
                    run.statements().run(work.step().version(), work.script(), statement, work.statements());
                }
                run.session().asOurselves(lockTimeout);
                done(work);
                run.session().requireLock();
                run.session().commit();
            } catch (SQLException | RuntimeException e) {
                Sql.attempt(run.session()::rollback, e);
                throw e;
            }
        });
    }

    private void alone(Work work) throws SQLException {
        if (aftermath.finishedDetaching(work)) {
            run.session().inTransaction(() -> done(work));
            return;
        }
        builds.prepare(work);
        run.session().requireLock();
        // What the catalog shows already is no proof of what this statement does: such a one is not announced.
        boolean announced = !aftermath.looksDone(work) && !run.cancellation().requested();
        if (announced) {
            run.session()
                    .inTransaction(() -> write(run.entry(Event.UNIT_STARTED, work.step())
                            .unit(work.number(), work.hash())
                            .backend(run.session().backend())));
        }
        try {
            send(work);
        } catch (SQLException e) {
            if (announced && refused(work)) {
                takeBack(work, e);
            }
            throw e;
        }
        builds.check(work);
        run.session().inTransaction(() -> done(work));
    }

    private void send(Work work) throws SQLException {
        if (work.only().traits().concurrent().isPresent()) {
            // Waiting is what a concurrent build is made of: a timeout would only leave an invalid index behind.
            send(work, 0);
        } else if (commitsOnTheWay(work)) {
            // It cannot be tried again: a part of it may be there.
            send(work, run.place().policy().lockTimeout(Integer.MAX_VALUE).toMillis());
        } else {
            ladder.climb(work.step().version(), lockTimeout -> send(work, lockTimeout));
        }
    }

    private void send(Work work, long lockTimeoutMillis) throws SQLException {
        Sql.script(run.session().connection(), "SET lock_timeout = " + lockTimeoutMillis);
        run.statements().run(work.step().version(), work.script(), work.only(), work.statements());
    }

    private static boolean commitsOnTheWay(Work work) {
        return work.only().traits().transaction() == Transaction.MAY_COMMIT;
    }

    /** The server said no, and is still there to say so: the statement is over, and the next run may send it again. */
    private boolean refused(Work work) throws SQLException {
        return !commitsOnTheWay(work) && !run.session().lost() && run.session().state() == TransactionState.IDLE;
    }

    private void takeBack(Work work, SQLException failure) {
        Sql.attempt(
                () -> run.session()
                        .inTransaction(() ->
                                write(run.entry(Event.UNIT_RETRY, work.step()).unit(work.number(), work.hash()))),
                failure);
    }

    private void done(Work work) throws SQLException {
        write(run.entry(Event.UNIT_DONE, work.step()).unit(work.number(), work.hash()));
    }

    private void write(JournalEntry.Builder entry) throws SQLException {
        run.place().journal().write(run.session().connection(), entry.build());
    }

    private void finish(PlannedStep step, Body body, Duration took) throws SQLException {
        History history = run.place().history();
        run.session().inTransaction(() -> {
            run.hooks().sql(Point.AFTER_EACH);
            run.session().takeBack(0);
            HistoryRow row = Records.writeLast(run, step, body);
            if (step.direction() == Direction.UP) {
                history.took(run.session().connection(), row, took);
            }
            run.place().journal().write(run.session().connection(), Records.entry(run, step, row, took));
            run.session().requireLock();
        });
    }
}
