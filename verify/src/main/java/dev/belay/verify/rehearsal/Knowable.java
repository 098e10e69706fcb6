package dev.belay.verify.rehearsal;

import dev.belay.verify.Finding;
import dev.belay.verify.Report;
import dev.belay.verify.Subject;
import dev.belay.verify.Unseen;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a scratch can say of a spec: without the real rows nothing about rows, and nothing about use and age at all. */
final class Knowable {
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

    private Knowable() {}

    static Report of(Report report, Copied copied, boolean allTheWay) {
        boolean rows = copied.objects() == 0 || copied.choice() == RowChoice.FULL;
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
}
