package dev.belay.verify.rehearsal;

import dev.belay.verify.Finding;
import dev.belay.verify.Report;
import dev.belay.verify.Severity;
import dev.belay.verify.Subject;
import dev.belay.verify.Unseen;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a scratch can say of a spec: without the real rows nothing about rows, and nothing about use and age at all. */
public final class Knowable {
    private static final Set<String> OF_ROWS = Set.of(
            "rows",
            "data",
            "partitions",
            "orphans",
            "sequence",
            "sequences",
            "sequence-behind",
            "sequence-exhausted",
            "materialized_view");

    /** Counters and statistics, which begin anew in a scratch; and what is accepted and cannot be found in one. */
    private static final Set<String> OF_USE = Set.of(
            "analyzed", "never-analyzed", "missing-statistics", "unused-index", "bloat", "wraparound", "acceptance");

    private static final String ROLE = "role";

    private Knowable() {}

    /**
     * The part of a report that counts.
     *
     * @param rows whether the scratch has the rows that belong into it
     * @param allTheWay whether all migrations went up
     */
    public static Report of(Report report, boolean rows, boolean allTheWay) {
        Predicate<String> unknown = check ->
                OF_USE.contains(check) || (!rows && OF_ROWS.contains(check)) || (!allTheWay && check.equals("history"));
        List<Unseen> unseen = new ArrayList<>(report.unseen());
        for (Subject subject : report.checked()) {
            if (unknown.test(subject.check()) && OF_ROWS.contains(subject.check())) {
                unseen.add(new Unseen(
                        subject.check(), subject.object(), "the scratch has not the real rows", "--data full"));
            }
        }
        return new Report(
                report.checked().stream()
                        .filter(one -> !unknown.test(one.check()))
                        .toList(),
                report.findings().stream()
                        .filter((Finding one) -> !unknown.test(one.check()))
                        .toList(),
                report.accepted(),
                unseen);
    }

    /** Of a server that was made for it: it has those roles alone that what was restored speaks of. */
    public static Report ofOwnServer(Report report) {
        List<Unseen> unseen = new ArrayList<>(report.unseen());
        report.findings().stream()
                .filter(one -> one.check().equals(ROLE))
                .forEach(one -> unseen.add(new Unseen(ROLE, one.object(), "the server of the scratch lacks it", "")));
        return new Report(
                report.checked().stream()
                        .filter(one -> unseen.stream()
                                .noneMatch(it ->
                                        it.check().equals(ROLE) && one.equals(new Subject(it.check(), it.object()))))
                        .toList(),
                report.findings().stream()
                        .filter(one -> !one.check().equals(ROLE))
                        .toList(),
                report.accepted(),
                unseen);
    }

    /** The same with what only a rehearsal knows, if the spec asks for it: whether each way down leads back. */
    static Report rollback(Report report, List<RehearsedStep> steps) {
        if (report.unseen().stream().noneMatch(one -> one.check().equals(Report.ROLLBACK))) {
            return report;
        }
        List<Subject> checked = new ArrayList<>(report.checked());
        List<Finding> findings = new ArrayList<>(report.findings());
        for (RehearsedStep step : steps) {
            checked.add(new Subject(Report.ROLLBACK, step.version().text()));
            if (step.verdict() != Verdict.PROVEN && !step.repeatable()) {
                findings.add(new Finding(
                        Report.ROLLBACK,
                        step.version().text(),
                        Severity.ERROR,
                        "has a way down that is not proven",
                        "the spec wants each of them to lead back"));
            }
        }
        return new Report(
                checked,
                findings,
                report.accepted(),
                report.unseen().stream()
                        .filter(one -> !one.check().equals(Report.ROLLBACK))
                        .toList());
    }
}
