package dev.belay.verify.rehearsal;

import dev.belay.core.Kind;
import dev.belay.core.apply.Approval;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.apply.Failure;
import dev.belay.core.apply.Migrator;
import dev.belay.core.apply.PlanRequest;
import dev.belay.core.apply.PlannedStep;
import dev.belay.core.apply.Problem;
import dev.belay.core.apply.RunEvent;
import dev.belay.core.apply.RunListener;
import dev.belay.core.apply.RunResult;
import dev.belay.core.apply.StepResult;
import dev.belay.core.apply.Workplace;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.Described;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.SchemaDiff;
import dev.belay.core.migration.Version;
import dev.belay.verify.Finding;
import dev.belay.verify.Report;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One rehearsal, from the first step up to the last one of the second way up. */
final class Course {
    /** Rows are read again after each step where there are no more than these in all; it takes about a second. */
    private static final long OFTEN = 1_000_000;

    private static final SchemaDiff NOTHING =
            SchemaDiff.of(new Described(0, new TreeMap<>()), new Described(0, new TreeMap<>()));

    private final Setting setting;
    private final List<PlannedStep> planned;
    private final Rehearsal.Wish wish;
    private final Copied copied;
    private final Connection reader;
    private final State before;
    /** Whether all rows are read after each step, and not only before and after all of them. */
    private final boolean often;
    /** After each step up. */
    private final List<State> states = new ArrayList<>();

    private final Map<Version, Way> ups = new HashMap<>();
    private final Map<Version, Way> downs = new HashMap<>();
    private final Map<Version, Way> agains = new HashMap<>();
    private final Map<Version, Verdict> verdicts = new HashMap<>();
    private final Map<Version, SchemaDiff> differences = new HashMap<>();
    private final Map<Version, List<Finding>> losses = new HashMap<>();
    private Optional<Report> verified = Optional.empty();
    private Optional<SchemaDiff> again = Optional.empty();
    private Optional<Failure> failure = Optional.empty();

    /**
     * Where it takes place, and who hears of it.
     *
     * @param selection leaves out of a catalog what is kept for history and journal
     */
    record Setting(
            Workplace scratch, UnaryOperator<Catalog> selection, RunListener listener, Cancellation cancellation) {}

    Course(Setting setting, List<PlannedStep> planned, Rehearsal.Wish wish, Copied copied, Connection reader) {
        this.setting = setting;
        this.planned = planned;
        this.wish = wish;
        this.copied = copied;
        this.reader = reader;
        this.before = state(wish.down() && !planned.isEmpty());
        this.often = before.kept().filter(kept -> kept.rows() <= OFTEN).isPresent();
    }

    private State state(boolean all) {
        return State.read(reader, setting.selection(), all);
    }

    void follow() {
        if (planned.isEmpty()) {
            return;
        }
        failure = walk(wish.request(), ups, step -> states.add(state(often)));
        if (failure.isPresent()) {
            return;
        }
        verified = wish.spec()
                .map(spec -> Knowable.of(
                        strict(spec.apply(setting.scratch().database())),
                        copied.complete(),
                        wish.request().goal() == PlanRequest.Goal.UP));
        if (!wish.down()) {
            return;
        }
        down();
        if (failure.isEmpty() && verdicts.values().stream().allMatch(Verdict::good)) {
            Described first = states.get(states.size() - 1).schema();
            failure = walk(wish.request(), agains, step -> {});
            again = failure.isEmpty()
                    ? Optional.of(SchemaDiff.of(first, state(false).schema()))
                    : Optional.empty();
        }
    }

    /** What no scratch can see is left out later, and is no reason to fail. */
    private Report strict(Report report) {
        return wish.strict() ? report.strictly() : report;
    }

    /** Runs it, notes how each step went, and tells what stopped it. */
    private Optional<Failure> walk(PlanRequest request, Map<Version, Way> ways, Consumer<StepResult> done) {
        Stopwatch watch = new Stopwatch(setting.scratch().settings().mask());
        RunListener eyes = event -> {
            // Nothing stays in a scratch, and no run goes on there.
            if (!(event instanceof RunEvent.Stayed)) {
                setting.listener().on(event);
            }
            // The next step begins when the catalog has been read: nothing is held up but the rehearsal.
            if (event instanceof RunEvent.StepFinished step) {
                StepResult result = step.result();
                ways.put(result.version(), new Way(result.took(), watch.of(result.version()), result.failure()));
                if (result.failure().isEmpty()) {
                    done.accept(result);
                }
            }
        };
        RunResult result = new Migrator(setting.scratch(), eyes, setting.cancellation(), watch)
                .run(List.of(request), Approval.anything());
        return result.failure();
    }

    /** The ways down, newest first, as far as there are any. */
    private void down() {
        List<Integer> newestFirst = new ArrayList<>();
        for (int i = planned.size() - 1; i >= 0; i--) {
            if (planned.get(i).migration().repeatable()) {
                verdicts.put(planned.get(i).version(), Verdict.NONE);
            } else {
                newestFirst.add(i);
            }
        }
        int able = reversible(newestFirst);
        if (able > 0) {
            Judge judge = new Judge(newestFirst, able);
            Optional<Failure> stop = walk(PlanRequest.down(able), downs, judge::judge);
            if (stop.filter(why -> why.kind() == Kind.MIGRATION).isPresent()) {
                verdicts.put(planned.get(newestFirst.get(judge.judged)).version(), Verdict.FAILED);
            }
            failure = stop;
        }
        if (able < newestFirst.size()) {
            verdicts.putIfAbsent(
                    planned.get(newestFirst.get(able)).version(),
                    failure.isEmpty() ? Verdict.MISSING : Verdict.UNTRIED);
        }
        newestFirst.forEach(i -> verdicts.putIfAbsent(planned.get(i).version(), Verdict.UNTRIED));
    }

    /** How many can be undone before one cannot. */
    private int reversible(List<Integer> newestFirst) {
        Set<Version> unable = new HashSet<>();
        new Migrator(setting.scratch(), setting.listener(), setting.cancellation())
                .preview(PlanRequest.down(newestFirst.size()))
                .plan()
                .problems()
                .forEach(problem -> problem.version().ifPresent(unable::add));
        for (int i = 0; i < newestFirst.size(); i++) {
            if (unable.contains(planned.get(newestFirst.get(i)).version())) {
                return i;
            }
        }
        return newestFirst.size();
    }

    /** Compares each state on the way down with the one on the way up. */
    private final class Judge {
        private final List<Integer> newestFirst;
        private final int able;
        private final Set<ObjectId> remade = new HashSet<>();
        /** What was told of a newer one already, or repeatable migrations have left: rows and sequences. */
        private final Set<String> told = new HashSet<>();

        private SchemaDiff earlier = NOTHING;
        private int judged;

        Judge(List<Integer> newestFirst, int able) {
            this.newestFirst = newestFirst;
            this.able = able;
            remade();
        }

        void judge(StepResult step) {
            int place = newestFirst.get(judged);
            State expected = at(place - 1);
            judged++;
            State found = state(often || (judged == able && place == 0));
            SchemaDiff all = SchemaDiff.of(
                    expected.schema().without(remade::contains), found.schema().without(remade::contains));
            SchemaDiff own = all.minus(earlier);
            verdicts.put(step.version(), own.isEmpty() ? Verdict.PROVEN : Verdict.WRONG);
            differences.put(step.version(), own);
            earlier = all;
            losses.put(step.version(), lost(expected, found));
        }

        /** What was there before a step; before the first one, at the beginning. */
        private State at(int place) {
            return place < 0 ? before : states.get(place);
        }

        private List<Finding> lost(State expected, State found) {
            if (expected.kept().isEmpty() || found.kept().isEmpty()) {
                return List.of();
            }
            List<Finding> findings = found.kept().get().against(expected.kept().get()).stream()
                    .filter(one -> !told.contains(one.object()))
                    .toList();
            findings.forEach(one -> told.add(one.object()));
            return often || able == 1
                    ? findings
                    : findings.stream().map(Judge::ofAny).toList();
        }

        private static Finding ofAny(Finding one) {
            return new Finding(
                    one.check(), one.object(), one.severity(), one.message() + " of one of these migrations", "");
        }

        /** What repeatable migrations have made: nothing undoes that. */
        private void remade() {
            for (int i = 0; i < planned.size(); i++) {
                if (planned.get(i).migration().repeatable()) {
                    SchemaDiff made = SchemaDiff.of(at(i - 1).schema(), at(i).schema());
                    remade.addAll(made.added());
                    remade.addAll(made.changed().keySet());
                    Optional<Kept> earlierRows = at(i - 1).kept();
                    at(i).kept().ifPresent(now -> earlierRows.ifPresent(before -> told.addAll(now.changed(before))));
                }
            }
        }
    }

    RehearsalResult result(List<Problem> problems, Duration took) {
        List<RehearsedStep> steps = planned.stream()
                .filter(step -> problems.isEmpty())
                .map(step -> {
                    Version version = step.version();
                    return new RehearsedStep(
                            version,
                            step.migration().title(),
                            step.migration().repeatable(),
                            Optional.ofNullable(ups.get(version)),
                            verdicts.getOrDefault(version, wish.down() ? Verdict.UNTRIED : Verdict.NONE),
                            Optional.ofNullable(downs.get(version)),
                            differences.getOrDefault(version, NOTHING),
                            losses.getOrDefault(version, List.of()),
                            Optional.ofNullable(agains.get(version)));
                })
                .toList();
        return new RehearsalResult(
                copied,
                problems,
                steps,
                new RehearsalResult.Compared(
                        before.kept().map(kept -> kept.tables().size()).orElse(0),
                        before.kept().map(Kept::rows).orElse(0L),
                        often,
                        before.kept().map(Kept::unread).orElse(Map.of())),
                Optional.of(before.fingerprint()),
                states.isEmpty()
                        ? Optional.empty()
                        : Optional.of(states.get(states.size() - 1).fingerprint()),
                verified.map(report -> Knowable.rollback(report, steps)),
                again,
                failure,
                wish.strict(),
                took);
    }
}
