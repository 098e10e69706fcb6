package dev.belay.verify.spec;

import dev.belay.core.apply.Standing;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.Described;
import dev.belay.core.db.Database;
import dev.belay.verify.Accepted;
import dev.belay.verify.Finding;
import dev.belay.verify.Report;
import dev.belay.verify.Subject;
import dev.belay.verify.Unseen;
import dev.belay.verify.check.Health;
import dev.belay.verify.check.Scope;
import dev.belay.verify.check.StandardChecks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Holds a database against a spec: reads, judges, and takes out what is accepted. */
public final class Verifier {
    private static final String TOLD = "times are told and fail nothing";

    private final Spec spec;
    private final Scope scope;
    private final UnaryOperator<Catalog> selection;

    /**
     * For one spec.
     *
     * @param scope what the health checks do not look at
     * @param selection the same of a catalog
     */
    public Verifier(Spec spec, Scope scope, UnaryOperator<Catalog> selection) {
        this.spec = spec;
        this.scope = scope;
        this.selection = selection;
    }

    /**
     * What the surroundings supply.
     *
     * @param standing of the migrations, if the spec asks for it and there are any
     * @param scratch with a copy of the schema, if something is to be tried and that is allowed
     * @param remembered what the journal remembers
     * @param only which checks are wanted; all where none is named
     * @param snapshot what the schema is held against, if it is
     * @param unseen what could not be found out before
     */
    public record Means(
            Optional<Standing> standing,
            Optional<Database> scratch,
            Set<String> only,
            Remembered remembered,
            Optional<Expected> snapshot,
            List<Unseen> unseen) {
        public Means {
            only = Set.copyOf(only);
            unseen = List.copyOf(unseen);
        }

        /** Where nobody knows what was before. */
        public Means(Optional<Standing> standing, Optional<Database> scratch, Set<String> only) {
            this(standing, scratch, only, Remembered.NOTHING, Optional.empty(), List.of());
        }
    }

    /**
     * A schema that is expected.
     *
     * @param name of its file
     * @param schema empty where there is no such file
     */
    public record Expected(String name, Optional<Described> schema) {}

    public Report of(Database database, Means means) {
        Observation seen = Observer.of(database, selection, spec, means.remembered());
        if (means.scratch().isPresent()) {
            seen = Observer.tried(seen, means.scratch().get(), spec);
        }
        Set<Subject> foundByOthers = new LinkedHashSet<>();
        Report judged = judge(seen, database.settings().user(), means.only(), foundByOthers);
        Report whole = judged.and(history(means))
                .and(new Report(List.of(), List.of(), List.of(), means.unseen()))
                .and(rollback())
                .and(drift(seen.catalog(), means.snapshot()))
                .and(health(database, means.only()));
        return Acceptances.apply(spec.accepted(), chosen(distinct(whole), means.only(), foundByOthers), means.only())
                .planned(plans(seen));
    }

    private Map<Subject, String> plans(Observation seen) {
        Map<Subject, String> plans = new HashMap<>();
        for (Expectation one : spec.expectations()) {
            one.trial()
                    .flatMap(trial -> seen.answer(trial.key()))
                    .flatMap(Answer::plan)
                    .ifPresent(plan -> plans.put(one.subject(), plan.brief()));
        }
        return plans;
    }

    /** Puts into {@code foundByOthers} what the wanted checks find under names that are not wanted. */
    private Report judge(Observation seen, String role, Set<String> only, Set<Subject> foundByOthers) {
        Set<Subject> checked = new LinkedHashSet<>();
        List<Finding> findings = new ArrayList<>();
        List<Unseen> unseen = new ArrayList<>();
        List<Accepted> told = new ArrayList<>();
        for (Expectation one : spec.expectations()) {
            if (one.trial().isPresent() && seen.answer(one.trial().get().key()).isEmpty()) {
                unseen.add(new Unseen(
                        one.subject().check(),
                        one.subject().object(),
                        one.trial().get().why() + ": --scratch says where it may be tried",
                        ""));
                continue;
            }
            Optional<String> unknown = one.unknown().apply(seen);
            if (unknown.isPresent()) {
                unseen.add(new Unseen(one.subject().check(), one.subject().object(), unknown.get(), ""));
                continue;
            }
            Optional<String> question = one.questions().apply(seen.catalog()).stream()
                    .filter(it -> seen.answer(it)
                            .filter(answer -> answer.error().isPresent())
                            .isPresent())
                    .findFirst();
            Optional<Answer> failed = question.flatMap(seen::answer);
            if (failed.isPresent() && !failed.get().denied()) {
                checked.add(one.subject());
            }
            if (!one.counts() && failed.filter(Answer::denied).isEmpty()) {
                checked.add(one.subject());
                one.judge()
                        .apply(seen)
                        .forEach(complaint -> told.add(new Accepted(finding(one.at(), complaint), TOLD)));
            } else if (failed.isPresent()) {
                failed(one, question.get(), failed.get(), role, findings, unseen);
            } else {
                List<Complaint> complaints = one.judge().apply(seen);
                // What is found under another name is checked under that one: no report may call the first one good.
                if (complaints.isEmpty()) {
                    checked.add(one.subject());
                }
                complaints.forEach(complaint -> checked.add(complaint.subject()));
                if (only.contains(one.subject().check())) {
                    complaints.forEach(complaint -> foundByOthers.add(complaint.subject()));
                }
                complaints.forEach(complaint -> findings.add(finding(one.at(), complaint)));
            }
        }
        return new Report(List.copyOf(checked), findings, told, unseen);
    }

    private static void failed(
            Expectation one, String question, Answer answer, String role, List<Finding> findings, List<Unseen> unseen) {
        Subject subject = one.subject();
        if (answer.denied()) {
            unseen.add(Refusal.of(subject, answer.error().orElseThrow(), question, role));
        } else {
            Complaint.of(subject, "fails: " + answer.error().orElseThrow())
                    .forEach(complaint -> findings.add(finding(one.at(), complaint)));
        }
    }

    private static Finding finding(String at, Complaint complaint) {
        return new Finding(
                complaint.subject().check(),
                complaint.subject().object(),
                complaint.severity(),
                complaint.message(),
                complaint.hint().isEmpty() ? "expected in " + at : complaint.hint());
    }

    private Report history(Means means) {
        Optional<Standing> standing = means.standing();
        if (spec.history().isEmpty()
                || means.unseen().stream().anyMatch(it -> it.check().equals("history"))) {
            return Report.NOTHING;
        }
        HistoryWish wish = spec.history().get();
        List<Finding> findings = standing.stream()
                .flatMap(it -> wish.judge(it).stream())
                .map(complaint -> finding(wish.at(), complaint))
                .toList();
        List<Unseen> unseen = standing.isPresent()
                ? List.of()
                : List.of(new Unseen("history", "", "there are no migrations to compare with", ""));
        List<Subject> checked = standing.isPresent() ? List.of(new Subject("history", "")) : List.of();
        return new Report(checked, findings, List.of(), unseen);
    }

    private Report drift(Catalog catalog, Optional<Expected> snapshot) {
        if (snapshot.isEmpty()) {
            return Report.NOTHING;
        }
        String name = snapshot.get().name();
        return snapshot.get()
                .schema()
                .map(schema -> Drift.of(catalog, name, schema, spec.drift()))
                .orElseGet(() -> Drift.unseen("there is no snapshot " + name + ": belay snapshot writes it"));
    }

    private Report rollback() {
        return spec.rollback()
                ? new Report(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new Unseen(Report.ROLLBACK, "", "only a rehearsal proves it: belay rehearse", "")))
                : Report.NOTHING;
    }

    private Report health(Database database, Set<String> only) {
        HealthWish wish = spec.health();
        List<String> names = wish.checks().stream()
                .filter(name -> only.isEmpty() || only.contains(name) || only.contains("health"))
                .toList();
        return names.isEmpty()
                ? Report.NOTHING
                : new Health(StandardChecks.only(names), scope).of(database).atLeast(wish.least());
    }

    /** The same matter of the same object is told once, though spec and health both see it. */
    private static Report distinct(Report report) {
        Map<Subject, Finding> findings = new LinkedHashMap<>();
        List<Finding> kept = new ArrayList<>();
        Set<String> standard = Set.copyOf(StandardChecks.NAMES);
        for (Finding finding : report.findings()) {
            Subject subject = new Subject(finding.check(), finding.object());
            if (!standard.contains(finding.check()) || findings.put(subject, finding) == null) {
                kept.add(finding);
            }
        }
        return new Report(report.checked(), kept, report.accepted(), report.unseen());
    }

    private static Report chosen(Report report, Set<String> only, Set<Subject> others) {
        if (only.isEmpty()) {
            return report;
        }
        Set<String> wanted = new LinkedHashSet<>(only);
        if (only.contains("health")) {
            wanted.addAll(StandardChecks.NAMES);
        }
        return new Report(
                report.checked().stream()
                        .filter(it -> wanted.contains(it.check()) || others.contains(it))
                        .toList(),
                report.findings().stream()
                        .filter(it ->
                                wanted.contains(it.check()) || others.contains(new Subject(it.check(), it.object())))
                        .toList(),
                report.accepted().stream()
                        .filter(it -> wanted.contains(it.finding().check()))
                        .toList(),
                report.unseen().stream()
                        .filter(it -> wanted.contains(it.check()))
                        .toList());
    }
}
