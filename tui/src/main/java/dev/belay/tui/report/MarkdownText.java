package dev.belay.tui.report;

import dev.belay.verify.Accepted;
import dev.belay.verify.Finding;
import dev.belay.verify.Report;
import dev.belay.verify.Unseen;

/** A verification for a pull request. */
final class MarkdownText {
    private MarkdownText() {}

    static String of(VerifyReport report) {
        Report result = report.result();
        StringBuilder page = new StringBuilder("## belay verify: ");
        if (result.checked().isEmpty()) {
            page.append("nothing was checked").append(report.notSeen()).append("\n\n");
        } else if (result.passed()) {
            page.append(Spans.count(result.checked().size(), "check"))
                    .append(", nothing found")
                    .append(report.notSeen())
                    .append("\n\n");
        } else {
            page.append(Spans.count(result.findings().size(), "finding"))
                    .append(report.notSeen())
                    .append("\n\n");
        }
        page.append('`').append(report.where().line().replace("`", "'")).append("`\n");
        if (!result.findings().isEmpty()) {
            page.append("\n| severity | check | object | what | to do |\n|---|---|---|---|---|\n");
            for (Finding finding : result.findings()) {
                row(
                        page,
                        Names.of(finding.severity()),
                        finding.check(),
                        finding.object(),
                        finding.message(),
                        finding.hint());
            }
        }
        if (!result.accepted().isEmpty()) {
            page.append("\n<details><summary>").append(result.accepted().size()).append(" accepted</summary>\n");
            page.append("\n| check | object | why |\n|---|---|---|\n");
            for (Accepted one : result.accepted()) {
                row(page, one.finding().check(), one.finding().object(), one.reason());
            }
            page.append("\n</details>\n");
        }
        if (!result.unseen().isEmpty()) {
            page.append("\nNot seen:\n\n| check | object | why | what would help |\n|---|---|---|---|\n");
            for (Unseen one : result.unseen()) {
                row(page, one.check(), one.object(), one.message(), one.grant());
            }
        }
        return page.toString();
    }

    static void row(StringBuilder page, String... cells) {
        page.append('|');
        for (String cell : cells) {
            page.append(' ').append(cell(cell)).append(" |");
        }
        page.append('\n');
    }

    /** Text that means nothing to Markdown. */
    static String cell(String text) {
        return Visible.line(text)
                .replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("`", "\\`");
    }
}
