package dev.belay.verify.spec;

import dev.belay.verify.Accepted;
import dev.belay.verify.Finding;
import dev.belay.verify.Report;
import dev.belay.verify.Severity;
import dev.belay.verify.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes what is accepted out of the findings, and reports what nobody needs to accept any more. */
final class Acceptances {
    private Acceptances() {}

    /** {@code only} names the checks that were wanted: of a part of them nothing can be said about the others. */
    static Report apply(List<Acceptance> acceptances, Report report, Set<String> only) {
        Set<Acceptance> used = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        List<Accepted> accepted = new ArrayList<>(report.accepted());
        for (Finding finding : report.findings()) {
            Optional<Acceptance> known =
                    acceptances.stream().filter(one -> one.covers(finding)).findFirst();
            acceptances.stream().filter(one -> one.covers(finding)).forEach(used::add);
            if (known.isPresent()) {
                accepted.add(new Accepted(finding, known.get().reason()));
            } else {
                findings.add(finding);
            }
        }
        Set<String> asked = new HashSet<>();
        report.checked().stream().map(Subject::check).forEach(asked::add);
        for (Acceptance one : acceptances) {
            if (!used.contains(one) && (only.isEmpty() || asked.contains(one.check()))) {
                findings.add(new Finding(
                        "acceptance",
                        one.check() + " " + one.object(),
                        Severity.WARNING,
                        "is accepted, and nothing of it is found any more",
                        "remove it from " + one.at()));
            }
        }
        return new Report(report.checked(), findings, accepted, report.unseen());
    }
}
