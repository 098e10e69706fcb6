package dev.belay.tui.report;

import java.util.List;
import java.util.Optional;

/**
 * What an examination of the project's files found.
 *
 * @param migrations how many were looked at
 * @param findings what is wrong
 * @param unreachable why the database was not looked at, if it was not
 */
public record ValidateReport(int migrations, List<Finding> findings, Optional<String> unreachable) implements Report {
    public ValidateReport {
        findings = List.copyOf(findings);
    }

    @Override
    public void text(Page page) {
        for (Finding finding : findings) {
            String subject = finding.message().startsWith(finding.subject()) ? "" : finding.subject() + ": ";
            page.line(page.style().paint(Tone.BAD, page.style().cross()) + " "
                    + Visible.block(subject + finding.message()));
            if (!finding.hint().isEmpty()) {
                page.line(Tone.FAINT, "  " + Visible.line(finding.hint()));
            }
        }
        String looked = unreachable
                .map(why -> "; the database was not looked at: " + Visible.line(why))
                .orElse("");
        page.line((findings.isEmpty()
                        ? Spans.count(migrations, "migration") + ", nothing wrong"
                        : Spans.count(findings.size(), "finding") + " in " + Spans.count(migrations, "migration"))
                + looked);
    }

    @Override
    public void json(Json json) {
        json.number("migrations", migrations);
        json.list(
                "findings",
                findings,
                finding -> json.text("subject", finding.subject())
                        .text("message", finding.message())
                        .text("hint", finding.hint()));
        json.text("database_skipped", unreachable);
    }
}
