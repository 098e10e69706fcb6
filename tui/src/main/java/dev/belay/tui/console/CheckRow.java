package dev.belay.tui.console;

import dev.belay.tui.report.Spans;
import dev.belay.tui.screen.Column;
import dev.belay.tui.screen.Ink;
import dev.belay.tui.screen.Line;
import dev.belay.tui.screen.Signs;
import dev.belay.verify.Accepted;
import dev.belay.verify.Finding;
import dev.belay.verify.Report;
import dev.belay.verify.Severity;
import dev.belay.verify.Subject;
import dev.belay.verify.Unseen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One row of the tree of checks: a check with what came of it, or below it something that was found.
 *
 * @param weight for sorting: the worst first
 */
record CheckRow(String check, String object, String result, Ink ink, String text, int weight, List<Line> detail) {
    /** How a finding about a query ends. */
    private static final String PLAN = "; the plan is ";

    static List<Column<CheckRow>> columns(Signs signs) {
        return List.of(
                Column.<CheckRow>of("RESULT", 9, CheckRow::result)
                        .in(CheckRow::ink)
                        .sortedBy(java.util.Comparator.comparingInt(CheckRow::weight)),
                Column.<CheckRow>of(
                                "CHECK",
                                0,
                                row -> row.object.isEmpty() ? row.check : "  " + signs.branch() + row.object)
                        .sortedBy(java.util.Comparator.comparing(CheckRow::check)),
                Column.<CheckRow>of("WHAT", 0, CheckRow::text));
    }

    String key() {
        return check + "\n" + object + "\n" + text;
    }

    /** Every check with its findings below it; those that found something come first. */
    static List<CheckRow> of(Report report) {
        Map<String, List<Subject>> checks = new LinkedHashMap<>();
        report.checked()
                .forEach(subject -> checks.computeIfAbsent(subject.check(), name -> new ArrayList<>())
                        .add(subject));
        report.findings().forEach(finding -> checks.computeIfAbsent(finding.check(), name -> new ArrayList<>()));
        report.unseen().forEach(unseen -> checks.computeIfAbsent(unseen.check(), name -> new ArrayList<>()));
        List<CheckRow> good = new ArrayList<>();
        List<CheckRow> bad = new ArrayList<>();
        checks.forEach((check, subjects) -> {
            List<CheckRow> below = below(report, check);
            CheckRow head = head(check, subjects, below);
            List<CheckRow> rows = head.weight < 4 ? bad : good;
            rows.add(head);
            rows.addAll(below);
        });
        bad.addAll(good);
        return bad;
    }

    private static List<CheckRow> below(Report report, String check) {
        List<CheckRow> rows = new ArrayList<>();
        for (Finding finding : report.findings()) {
            if (finding.check().equals(check)) {
                rows.add(of(finding));
            }
        }
        Set<String> found = rows.stream().map(CheckRow::object).collect(Collectors.toSet());
        report.checked().stream()
                .filter(subject -> subject.check().equals(check) && !found.contains(subject.object()))
                .forEach(subject -> Optional.ofNullable(report.plans().get(subject))
                        .ifPresent(plan -> rows.add(planned(subject, plan))));
        for (Unseen unseen : report.unseen()) {
            if (unseen.check().equals(check)) {
                rows.add(new CheckRow(
                        check,
                        unseen.object().isEmpty() ? "all of it" : unseen.object(),
                        "unseen",
                        Ink.WARNING,
                        unseen.message(),
                        3,
                        List.of(
                                Line.of(Ink.WARNING, "could not be checked: " + unseen.message()),
                                Line.EMPTY,
                                Line.of(unseen.grant().isEmpty() ? "" : "this lets the role see it:"),
                                Line.of(Ink.STRONG, unseen.grant()))));
            }
        }
        for (Accepted accepted : report.accepted()) {
            if (accepted.finding().check().equals(check)) {
                rows.add(new CheckRow(
                        check,
                        accepted.finding().object(),
                        "accepted",
                        Ink.FAINT,
                        accepted.reason(),
                        5,
                        List.of(
                                Line.of(accepted.finding().message()),
                                Line.of(Ink.FAINT, "accepted: " + accepted.reason()))));
            }
        }
        return rows;
    }

    private static CheckRow of(Finding finding) {
        String severity = finding.severity().name().toLowerCase(Locale.ROOT);
        List<Line> detail = new ArrayList<>();
        detail.add(Line.of(ink(finding.severity()), severity).and("  " + finding.check()));
        detail.add(Line.of(Ink.STRONG, finding.object()));
        detail.add(Line.EMPTY);
        String[] said = finding.message().split(PLAN, 2);
        said[0].lines().map(Line::of).forEach(detail::add);
        if (said.length > 1) {
            plan(said[1], detail);
        }
        if (!finding.hint().isEmpty()) {
            detail.add(Line.EMPTY);
            detail.add(Line.of(Ink.TITLE, "what to do"));
            finding.hint().lines().map(Line::of).forEach(detail::add);
        }
        return new CheckRow(
                finding.check(),
                finding.object(),
                severity,
                ink(finding.severity()),
                finding.message(),
                weight(finding.severity()),
                detail);
    }

    /** A query that is run as it should be. */
    private static CheckRow planned(Subject subject, String plan) {
        List<Line> detail = new ArrayList<>();
        detail.add(Line.of(Ink.GOOD, "good").and("  " + subject.check()));
        detail.add(Line.of(Ink.STRONG, subject.object()));
        plan(plan, detail);
        return new CheckRow(subject.check(), subject.object(), "good", Ink.GOOD, plan, 4, detail);
    }

    /** One step a line, each below the one that takes its rows. */
    private static void plan(String text, List<Line> detail) {
        detail.add(Line.EMPTY);
        detail.add(Line.of(Ink.TITLE, "plan"));
        String indent = "";
        for (String step : text.split(" < ", -1)) {
            detail.add(Line.of(indent + step));
            indent += "  ";
        }
    }

    private static CheckRow head(String check, List<Subject> subjects, List<CheckRow> below) {
        List<Line> detail = new ArrayList<>();
        for (CheckRow row : below) {
            detail.add(Line.of(row.ink, row.object + ": ").and(row.text));
        }
        detail.add(Line.of(Ink.TITLE, "what was checked"));
        subjects.forEach(
                subject -> detail.add(Line.of(subject.object().isEmpty() ? "the whole database" : subject.object())));
        long bad = below.stream().filter(row -> row.weight < 3).count();
        boolean blind = bad == 0 && below.stream().anyMatch(row -> row.weight == 3);
        String looked = subjects.size() <= 1 ? "" : Spans.count(subjects.size(), "object") + " checked";
        return bad > 0
                ? new CheckRow(
                        check,
                        "",
                        "found",
                        Ink.BAD,
                        Spans.count(bad, "finding") + (looked.isEmpty() ? "" : ", " + looked),
                        1,
                        detail)
                : new CheckRow(
                        check,
                        "",
                        blind ? "unseen" : "good",
                        blind ? Ink.WARNING : Ink.GOOD,
                        looked,
                        blind ? 3 : 4,
                        detail);
    }

    private static int weight(Severity severity) {
        return switch (severity) {
            case ERROR -> 0;
            case WARNING -> 1;
            case INFO -> 2;
        };
    }

    static Ink ink(Severity severity) {
        return switch (severity) {
            case ERROR -> Ink.BAD;
            case WARNING -> Ink.WARNING;
            case INFO -> Ink.NORMAL;
        };
    }
}
