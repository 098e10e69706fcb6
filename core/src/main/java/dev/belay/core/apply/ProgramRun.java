package dev.belay.core.apply;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Sql;
import dev.belay.core.history.JournalEntry.Event;
import dev.belay.core.history.Mark;
import dev.belay.core.history.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.postgresql.core.TransactionState;

/**
 * One data migration at work. Where it commits in portions, each commits together with its mark in the journal, and
 * outside of them the session only reads: whatever a program changes is done once, wherever it is killed.
 */
final class ProgramRun implements DataWork, GuardedConnection.Ward {
    private final Run run;
    private final PlannedStep step;
    private final DataProgram program;
    private final Ladder ladder;
    private final Connection guarded;
    private final Map<Integer, Mark> marks = new HashMap<>();
    private boolean inPortion;
    private boolean portioned;

    ProgramRun(Run run, PlannedStep step, DataProgram program) {
        this.run = run;
        this.step = step;
        this.program = program;
        this.ladder = new Ladder(run.place().policy(), run.listener(), run.cancellation());
        this.guarded = GuardedConnection.of(run.session().connection(), this);
        step.progress().map(Progress::marks).ifPresent(marks::putAll);
    }

    /** All of it inside the transaction that is open. */
    void whole() throws SQLException {
        inPortion = true;
        watched();
        if (run.session().state() != TransactionState.OPEN) {
            throw new BelayException(
                    Kind.MIGRATION,
                    "the program went on after the server had refused a statement, and nothing of it can be committed",
                    "let the exception out; or put a SAVEPOINT before the statement and ROLLBACK TO it");
        }
    }

    /** In portions. */
    void portions() throws SQLException {
        portioned = true;
        Sql.script(run.session().connection(), "SET default_transaction_read_only = on");
        watched();
    }

    /** What is committed already and stays when it breaks; none where nothing is. */
    Optional<RunEvent.Stayed> left() {
        if (!portioned || marks.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RunEvent.Stayed(
                step.version(), marks.values().stream().mapToLong(Mark::rows).sum()));
    }

    private void watched() throws SQLException {
        stopIfAsked();
        try (Watch.Watching unused = run.watch().over(step.version());
                Waking alsoUnused = new Waking(run.cancellation())) {
            program.run(this);
        }
        stopIfAsked();
    }

    private void stopIfAsked() throws SQLException {
        if (run.cancellation().requested()) {
            throw new SQLException("stopped between two batches", "57014");
        }
    }

    @Override
    public Connection connection() {
        return guarded;
    }

    @Override
    public boolean onlyReads() {
        return portioned;
    }

    @Override
    public void heard(SQLWarning notice) {
        RunEvent.Noticed said = Notices.event(notice);
        run.listener()
                .on(new RunEvent.Noticed(
                        said.severity(), run.place().settings().mask().hide(said.message())));
    }

    @Override
    public void log(String line) {
        run.listener()
                .on(new RunEvent.Noticed("LOG", run.place().settings().mask().hide(line)));
    }

    @Override
    public Optional<Mark> reached(Part part) {
        Optional<Mark> mark = Optional.ofNullable(marks.get(part.number()));
        if (mark.filter(left -> !left.hash().equals(Outline.hash(part.what()))).isPresent()) {
            throw new BelayException(
                    Kind.MIGRATION,
                    "part " + part.number() + " of \"" + step.migration().label() + "\" was begun as another one than "
                            + part.what(),
                    "put the parts back in their order, with the same rows and keys; their code may change. Or take"
                            + " away by hand what is there of it, and say "
                            + Mending.ROLLED_BACK.of(step.version()));
        }
        return mark;
    }

    @Override
    public Optional<Mark> commit(Part part, Portion portion) throws SQLException {
        if (inPortion) {
            throw new IllegalStateException("a batch cannot lie within a batch, and once() not within either");
        }
        stopIfAsked();
        Optional<Mark> before = reached(part);
        inPortion = true;
        try {
            ladder.climb(step.version(), lockTimeout -> together(part, portion, before, lockTimeout));
        } finally {
            inPortion = false;
        }
        Optional<Mark> now = Optional.ofNullable(marks.get(part.number()));
        return now.equals(before) ? Optional.empty() : now;
    }

    private void together(Part part, Portion portion, Optional<Mark> before, long lockTimeout) throws SQLException {
        run.session().begin("BEGIN READ WRITE", lockTimeout);
        try {
            Optional<Mark> mark = portion.after(before);
            if (run.session().state() != TransactionState.OPEN) {
                throw new SQLException("the batch went on after the server had refused a statement", "25P02");
            }
            run.session().asOurselves(lockTimeout);
            if (mark.isPresent()) {
                record(mark.get());
            }
            run.session().commitUnderLock();
            mark.ifPresent(done -> marks.put(part.number(), done));
        } catch (SQLException | RuntimeException | Error e) {
            Sql.attempt(run.session()::rollback, e);
            throw e;
        }
    }

    private void record(Mark mark) throws SQLException {
        run.place()
                .journal()
                .write(
                        run.session().connection(),
                        run.entry(Event.BATCH_DONE, step)
                                .unit(mark.part(), mark.hash())
                                .detail(Map.of("key", mark.key(), "rows", Long.toString(mark.rows())))
                                .build());
    }

    @Override
    public void progress(long rows, long estimate) {
        run.listener().on(new RunEvent.RowsDone(step.version(), rows, estimate));
    }
}
