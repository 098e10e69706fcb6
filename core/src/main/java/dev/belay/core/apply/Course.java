package dev.belay.core.apply;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Hooks.Point;
import dev.belay.core.migration.Body;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.ProgramText;
import dev.belay.core.migration.Version;
import dev.belay.core.script.Statement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run, from the plan under the lock to the last step. */
final class Course {
    private final Run run;
    private final List<Migration> migrations;
    private final Approval approval;
    private final Failures failures;
    private final Endings endings;

    Course(Run run, List<Migration> migrations, Approval approval) {
        this.run = run;
        this.migrations = migrations;
        this.approval = approval;
        this.failures = new Failures(
                run.cancellation(),
                new Origins(run.place().convention(), migrations),
                run.place().settings().mask());
        this.endings = new Endings(run);
    }

    /** Carries the requests out, adds a result for each step that was begun, and says what stopped it. */
    Optional<Failure> follow(List<PlanRequest> requests, List<StepResult> results) throws SQLException {
        boolean first = true;
        boolean rises = requests.stream().anyMatch(PlanRequest::goesUp);
        for (PlanRequest request : requests) {
            Preview preview =
                    new Planner(run.place(), migrations).preview(run.session().connection(), request);
            Optional<Failure> refusal = refusal(preview, first ? approval : Approval.anything());
            if (refusal.isPresent()) {
                return refusal;
            }
            first = false;
            if (preview.plan().steps().isEmpty()) {
                continue;
            }
            // Before the way down of a redo too: what that drops must be in the backup.
            Optional<Failure> failure = rises ? precaution() : Optional.empty();
            if (failure.isEmpty()) {
                failure = carryOut(preview, results);
            }
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    private Optional<Failure> refusal(Preview preview, Approval given) {
        List<Problem> problems = preview.plan().problems();
        if (!problems.isEmpty()) {
            return Optional.of(new Refusal(problems).failure());
        }
        return given.objection(preview);
    }

    private Optional<Failure> carryOut(Preview preview, List<StepResult> results) throws SQLException {
        boolean up = preview.plan().direction() == Direction.UP;
        run.hooks().check();
        Locked.prepare(run.place(), run.session(), preview.outlines().get(0).makesHistory(), () -> {
            if (up) {
                bootstrap();
            }
        });
        endings.started(preview);
        run.listener()
                .on(new RunEvent.RunStarted(
                        run.id(),
                        preview.plan().direction(),
                        preview.plan().steps().size()));
        Optional<Failure> failure = hooks(up ? Point.BEFORE_UP : Point.BEFORE_DOWN);
        if (failure.isEmpty()) {
            failure = steps(preview, results);
        }
        if (failure.isEmpty()) {
            failure = hooks(up ? Point.AFTER_UP : Point.AFTER_DOWN);
        }
        if (failure.isPresent()) {
            comeBack(up, failure.get());
        }
        endings.finished(failure);
        return failure;
    }

    private Optional<Failure> steps(Preview preview, List<StepResult> results) {
        List<Outline> outlines = preview.outlines();
        for (int i = 0; i < outlines.size(); i++) {
            Outline outline = outlines.get(i);
            if (run.cancellation().requested()) {
                return Optional.of(failures.stopped(before(outline.step().version())));
            }
            run.listener()
                    .on(new RunEvent.StepStarted(
                            outline.step().version(),
                            outline.step().migration().title(),
                            outline.step().direction(),
                            i + 1,
                            outlines.size(),
                            outline.statements()));
            StepResult result = step(outline);
            results.add(result);
            run.listener().on(new RunEvent.StepFinished(result));
            Optional<Version> next = i + 1 < outlines.size()
                    ? Optional.of(outlines.get(i + 1).step().version())
                    : Optional.empty();
            Optional<Failure> failure =
                    result.failure().or(() -> afterEach(outline.step())).or(() -> unfit(outline.step(), next));
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    private static String before(Version version) {
        return "before \"" + version + "\"";
    }

    private StepResult step(Outline outline) {
        PlannedStep step = outline.step();
        long start = System.nanoTime();
        UnitStep units = new UnitStep(run);
        try {
            Body body = read(outline);
            if (body.program().isPresent()) {
                program(outline, body, body.program().get(), units);
            } else if (outline.oneTransaction()) {
                new TransactionStep(run).run(step, body);
            } else {
                units.run(step, body);
            }
        } catch (SQLException | BelayException e) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Failure failure = failures.of(step, e);
            boolean unheard = failure.kind() == Kind.CONNECTION || run.session().lost();
            if (unheard && failure.kind() == Kind.MIGRATION) {
                run.listener().on(new RunEvent.Warned(unanswered(step), List.of()));
            }
            run.session().rest();
            Optional<Boolean> committed = unheard ? endings.committed(step) : Optional.of(false);
            if (!committed.orElse(false)) {
                Outcome outcome = run.cancellation().requested() ? Outcome.INTERRUPTED : Outcome.FAILED;
                if (run.session().abandoned()) {
                    failure = failures.abandoned(step, committed.isPresent());
                }
                endings.failed(step, failure, units.begun());
                units.left().ifPresent(run.listener()::on);
                return StepResult.failed(step, outcome, took, failure);
            }
        }
        return StepResult.of(step, outcome(step), Duration.ofNanos(System.nanoTime() - start));
    }

    private void program(Outline outline, Body body, ProgramText text, UnitStep units) throws SQLException {
        PlannedStep step = outline.step();
        ProgramRun program = new ProgramRun(run, step, run.place().programs().compile(text));
        if (outline.oneTransaction()) {
            new TransactionStep(run).run(step, body, program::whole);
        } else {
            units.run(step, body, program);
        }
    }

    private static String unanswered(PlannedStep step) {
        return "the server did not answer while \"" + step.version()
                + "\" was rolled back, and the connection was given up:"
                + " it rolls back and gives the run lock free by itself once it notices";
    }

    /** Reads the text again, which was not kept since the plan was made: it must be the same. */
    private Body read(Outline outline) {
        PlannedStep step = outline.step();
        Body body = run.place().convention().read(step.migration(), step.direction());
        if (!Outline.hash(body.text()).equals(outline.hash())) {
            throw new BelayException(
                    Kind.MIGRATION,
                    body.script().name() + " was changed while the run went on",
                    "look at the plan again");
        }
        for (Statement command : body.script().metaCommands()) {
            run.listener()
                    .on(new RunEvent.Noticed(
                            "NOTICE", command.location() + ": \"" + command.summary(40) + "\" does nothing here"));
        }
        return body;
    }

    private Optional<Failure> afterEach(PlannedStep step) {
        try {
            run.hooks().commands(Point.AFTER_EACH, step);
            return Optional.empty();
        } catch (BelayException e) {
            return Optional.of(failures.of(step, e));
        }
    }

    /** Makes the session ready for what comes next, or says why it cannot be. The step before it is committed. */
    private Optional<Failure> unfit(PlannedStep last, Optional<Version> next) {
        if (!run.session().lost()) {
            try {
                run.session().reset();
                return Optional.empty();
            } catch (SQLException e) {
                if (run.cancellation().requested()
                        && next.isPresent()
                        && !run.session().lost()) {
                    return Optional.of(failures.stopped(before(next.get())));
                }
                Failure failure = failures.of(last, e);
                if (failure.kind() != Kind.CONNECTION) {
                    return Optional.of(failure);
                }
            }
        }
        return next.isPresent()
                ? Optional.of(Failure.of(
                        Kind.CONNECTION,
                        "the connection was lost after \"" + last.version() + "\" was committed",
                        "run the same command again to go on"))
                : Optional.empty();
    }

    private static Outcome outcome(PlannedStep step) {
        if (step.progress().isPresent()) {
            return Outcome.RESUMED;
        }
        return step.direction() == Direction.UP ? Outcome.APPLIED : Outcome.REVERTED;
    }

    private Optional<Failure> precaution() {
        try {
            run.hooks().precaution();
            return Optional.empty();
        } catch (BelayException e) {
            return Optional.of(failures.ofHook("what has to come first", e));
        }
    }

    private Optional<Failure> hooks(Point point) {
        return hooks(point, run.statements(), Map.of());
    }

    private Optional<Failure> hooks(Point point, StatementRunner runner, Map<String, String> extra) {
        try {
            run.hooks().around(point, runner, extra);
            return Optional.empty();
        } catch (SQLException | BelayException e) {
            return Optional.of(failures.ofHook("the " + point.key() + " hook", e));
        }
    }

    /** What a convention wants to have run once, before its history begins. */
    private void bootstrap() throws SQLException {
        Optional<Body> body = run.place().convention().bootstrap();
        if (body.isPresent()) {
            script("bootstrap", body.get(), run.statements());
        }
    }

    /** Whoever has stopped the run wants this done all the same. */
    private void comeBack(boolean up, Failure failure) {
        StatementRunner runner = run.statements().unstoppable();
        try {
            run.session().reset();
            if (up) {
                onAbort(runner);
            }
        } catch (SQLException e) {
            // The connection is gone; commands can still be run.
        }
        Map<String, String> extra = new HashMap<>();
        extra.put("BELAY_ERROR", failure.message());
        extra.put("BELAY_EXIT", Integer.toString(failure.kind().exitCode()));
        hooks(Point.ON_FAILURE, runner, extra).ifPresent(this::warn);
    }

    private void onAbort(StatementRunner runner) {
        try {
            Optional<Body> body = run.place().convention().onAbort();
            if (body.isPresent()) {
                run.session().inTransaction(() -> script("onabort", body.get(), runner));
            }
        } catch (SQLException | BelayException e) {
            warn(failures.ofHook("onabort", e));
        }
    }

    private void warn(Failure second) {
        run.listener().on(new RunEvent.Warned(second.message(), List.of()));
    }

    private void script(String name, Body body, StatementRunner runner) throws SQLException {
        run.listener().on(new RunEvent.HookStarted(name, body.script().name()));
        List<Statement> statements = OneTransaction.of(body.script());
        for (Statement statement : statements) {
            runner.run(new Version(name), body.script(), statement, statements.size());
        }
    }
}
