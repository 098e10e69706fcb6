package dev.belay.tui.report;

import dev.belay.verify.Finding;
import dev.belay.verify.Report;
import dev.belay.verify.Severity;
import dev.belay.verify.Subject;
import dev.belay.verify.Unseen;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The results of a verification as test tools want them: one case for each thing that was checked. */
record Cases(List<Case> all) {
    private static final Finding NOTHING =
            new Finding("verify", "nothing", Severity.ERROR, "was checked", "there is nothing to check, or to see");

    /**
     * One case.
     *
     * @param skipped why it could not be checked
     */
    record Case(String check, String object, List<Finding> findings, Optional<Unseen> skipped) {
        String name() {
            return object.isEmpty() ? check : check + " " + object;
        }

        boolean failed() {
            return !findings.isEmpty();
        }
    }

    static Cases of(Report report) {
        List<Case> cases = new ArrayList<>();
        // A run without a check must not look like a success.
        if (report.checked().isEmpty()) {
            cases.add(new Case("verify", "", List.of(NOTHING), Optional.empty()));
        }
        Set<Finding> left = new LinkedHashSet<>(report.findings());
        for (Subject subject : new LinkedHashSet<>(report.checked())) {
            List<Finding> findings =
                    left.stream().filter(finding -> belongs(subject, finding)).toList();
            findings.forEach(left::remove);
            cases.add(new Case(subject.check(), subject.object(), findings, Optional.empty()));
        }
        // What a check found under the name of another one.
        left.forEach(
                finding -> cases.add(new Case(finding.check(), finding.object(), List.of(finding), Optional.empty())));
        report.unseen().forEach(one -> cases.add(new Case(one.check(), one.object(), List.of(), Optional.of(one))));
        return new Cases(cases);
    }

    private static boolean belongs(Subject subject, Finding finding) {
        return subject.check().equals(finding.check())
                && (subject.object().isEmpty() || subject.object().equals(finding.object()));
    }

    long failed() {
        return all.stream().filter(Case::failed).count();
    }

    long skipped() {
        return all.stream().filter(one -> one.skipped().isPresent()).count();
    }
}
