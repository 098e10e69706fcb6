package dev.belay.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was checked and what came of it. Nothing found is a success only where something was checked.
 *
 * @param checked everything that was looked at, in order
 * @param findings what is not as it should be
 * @param accepted what was found too, and is known
 * @param unseen what could not be looked at
 * @param plans how the server would run the queries among what was checked, good or not: each step before those that it
 *     takes its rows from
 */
public record Report(
        List<Subject> checked,
        List<Finding> findings,
        List<Accepted> accepted,
        List<Unseen> unseen,
        Map<Subject, String> plans) {
    /** The check that no database shows by itself: that the ways down lead back. */
    public static final String ROLLBACK = "rollback";

    /** A verifier that had nothing to look at. */
    public static final Report NOTHING = new Report(List.of(), List.of(), List.of(), List.of());

    public Report {
        checked = List.copyOf(checked);
        findings = List.copyOf(findings);
        accepted = List.copyOf(accepted);
        unseen = List.copyOf(unseen);
        plans = Map.copyOf(plans);
    }

    /** Of what is no query. */
    public Report(List<Subject> checked, List<Finding> findings, List<Accepted> accepted, List<Unseen> unseen) {
        this(checked, findings, accepted, unseen, Map.of());
    }

    /** The same with the plans of its queries. */
    public Report planned(Map<Subject, String> plans) {
        return new Report(checked, findings, accepted, unseen, plans);
    }

    /** Whether something was checked, and all of it is as it should be. */
    public boolean passed() {
        return !checked.isEmpty() && findings.isEmpty();
    }

    /** Without the findings that matter less. */
    public Report atLeast(Severity least) {
        return new Report(
                checked,
                findings.stream()
                        .filter(finding -> finding.severity().compareTo(least) >= 0)
                        .toList(),
                accepted,
                unseen,
                plans);
    }

    /**
     * With what was not seen among the findings, for those to whom not knowing is not good enough; but for what nothing
     * could see from here, whoever asks.
     */
    public Report strictly() {
        List<Finding> all = new ArrayList<>(findings);
        List<Unseen> left = new ArrayList<>();
        for (Unseen one : unseen) {
            if (one.check().equals(ROLLBACK)) {
                left.add(one);
            } else {
                all.add(new Finding(
                        one.check(), one.object(), Severity.ERROR, "was not seen: " + one.message(), one.grant()));
            }
        }
        return new Report(checked, all, accepted, left, plans);
    }

    /** This and another one after it. */
    public Report and(Report other) {
        return new Report(
                joined(checked, other.checked),
                joined(findings, other.findings),
                joined(accepted, other.accepted),
                joined(unseen, other.unseen));
    }

    /** A line for what was found and one for each finding: what a session shows of it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(checked.size()).append(" checked, ");
        text.append(findings.size()).append(" found, ").append(accepted.size()).append(" accepted");
        for (Finding finding : findings) {
            text.append('\n')
                    .append(finding.severity().name().toLowerCase(Locale.ROOT))
                    .append(' ');
            text.append(finding.check())
                    .append("  ")
                    .append(finding.object())
                    .append(": ")
                    .append(finding.message());
        }
        unseen.forEach(one ->
                text.append("\nnot seen ").append(one.check()).append("  ").append(one.object()));
        return text.toString();
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        List<T> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }
}
