package dev.belay.tui.report;

import dev.belay.verify.Accepted;
import dev.belay.verify.Finding;
import dev.belay.verify.Report;
import dev.belay.verify.Severity;
import dev.belay.verify.Unseen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was checked of a database and what was found. Short when all is well.
 *
 * @param where which database
 */
public record VerifyReport(Where where, Report result) implements dev.belay.tui.report.Report {
    static final String NOTHING = "There is nothing to check, or to see: a verification of nothing proves nothing.";

    private static final String TIME = "query-time";

    @Override
    public void text(Page page) {
        page.line(Tone.STRONG, where.line());
        if (result.checked().isEmpty()) {
            unseen(page);
            page.line(Tone.BAD, page.style().cross() + " nothing was checked: there is nothing to check, or to see");
            return;
        }
        Map<String, List<Finding>> byCheck = new LinkedHashMap<>();
        for (Finding finding : result.findings()) {
            byCheck.computeIfAbsent(finding.check(), check -> new ArrayList<>()).add(finding);
        }
        byCheck.forEach((check, findings) -> group(page, check, findings));
        unseen(page);
        times(page);
        page.gap();
        page.line(result.passed() ? Tone.GOOD : Tone.BAD, summary(page.style()));
    }

    private static void group(Page page, String check, List<Finding> findings) {
        page.gap();
        page.line(Tone.STRONG, check);
        String said = "";
        for (Finding finding : findings) {
            page.line("  " + mark(finding.severity(), page.style()) + " "
                    + Visible.line(finding.object() + " " + finding.message()));
            if (!finding.hint().isEmpty() && !finding.hint().equals(said)) {
                page.line(Tone.FAINT, "      " + Visible.line(finding.hint()));
            }
            said = finding.hint();
        }
    }

    private static String mark(Severity severity, Style style) {
        return switch (severity) {
            case ERROR -> style.paint(Tone.BAD, style.cross());
            case WARNING -> style.paint(Tone.WARNING, "!");
            case INFO -> style.paint(Tone.FAINT, style.dot());
        };
    }

    private void unseen(Page page) {
        if (result.unseen().isEmpty()) {
            return;
        }
        page.gap();
        page.line(Tone.STRONG, "not seen");
        String said = "";
        for (Unseen one : result.unseen()) {
            page.line("  "
                    + Visible.line(
                            one.check() + (one.object().isEmpty() ? "" : ": " + one.object()) + ": " + one.message()));
            if (!one.grant().isEmpty() && !one.grant().equals(said)) {
                page.line(Tone.FAINT, "      " + Visible.line(one.grant()));
            }
            said = one.grant();
        }
    }

    /** Those above their limit fail nothing, but who has set one wants to know. */
    private void times(Page page) {
        List<Finding> times = result.accepted().stream()
                .map(Accepted::finding)
                .filter(finding -> finding.check().equals(TIME))
                .toList();
        if (times.isEmpty()) {
            return;
        }
        page.gap();
        page.line(Tone.STRONG, TIME + ", which fails nothing");
        times.forEach(time -> page.line(
                "  " + mark(Severity.INFO, page.style()) + " " + Visible.line(time.object() + " " + time.message())));
    }

    private String summary(Style style) {
        String known =
                result.accepted().isEmpty() ? "" : ", " + result.accepted().size() + " accepted";
        String checks = Spans.count(result.checked().size(), "check") + known;
        return result.passed()
                ? style.tick() + " " + checks + ", nothing found" + notSeen()
                : style.cross() + " " + checks + ", "
                        + Spans.count(result.findings().size(), "finding") + notSeen();
    }

    /** For headlines: a success that has not seen everything says so. */
    String notSeen() {
        return result.unseen().isEmpty() ? "" : ", " + result.unseen().size() + " not seen";
    }

    @Override
    public void json(Json json) {
        where.json(json);
        json.number("checks", result.checked().size());
        json.list("findings", result.findings(), finding -> finding(json, finding));
        json.list("accepted", result.accepted(), one -> {
            finding(json, one.finding());
            json.text("reason", one.reason());
        });
        json.list(
                "unseen",
                result.unseen(),
                one -> json.text("check", one.check())
                        .text("object", one.object())
                        .text("message", one.message())
                        .text("grant", one.grant()));
    }

    /** As a part of something else: a line, or one for each finding. */
    static void briefly(Page page, Report report) {
        Style style = page.style();
        report.findings()
                .forEach(finding -> page.line(
                        Tone.BAD, style.cross() + " " + Visible.line(finding.object() + " " + finding.message())));
        if (report.passed()) {
            page.line(Tone.GOOD, style.tick() + " " + inWords(report));
        } else if (report.checked().isEmpty()) {
            page.line(Tone.BAD, style.cross() + " " + inWords(report));
        }
    }

    /** Of one in which nothing was found. */
    static String inWords(Report report) {
        String unseen = report.unseen().isEmpty() ? "" : ", " + report.unseen().size() + " not seen here";
        return report.checked().isEmpty()
                ? "nothing of the spec was checked" + unseen
                : Spans.count(report.checked().size(), "check") + " of the spec "
                        + (report.checked().size() == 1 ? "holds" : "hold") + unseen;
    }

    static void briefly(Json json, Report report) {
        json.number("checks", report.checked().size());
        json.number("unseen", report.unseen().size());
        json.list(
                "findings",
                report.findings(),
                finding -> json.text("check", finding.check())
                        .text("object", finding.object())
                        .text("message", finding.message()));
    }

    private static void finding(Json json, Finding finding) {
        json.text("check", finding.check())
                .text("object", finding.object())
                .text("severity", Names.of(finding.severity()))
                .text("message", finding.message())
                .text("hint", finding.hint());
    }
}
