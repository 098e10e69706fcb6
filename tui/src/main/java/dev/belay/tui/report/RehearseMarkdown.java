package dev.belay.tui.report;

import dev.belay.core.migration.Version;
import dev.belay.verify.Severity;
import dev.belay.verify.rehearsal.RehearsalResult;
import dev.belay.verify.rehearsal.RehearsedStep;
import dev.belay.verify.rehearsal.Timed;
import java.util.List;
import java.util.Optional;

/** A rehearsal as a comment on a pull request. */
final class RehearseMarkdown {
    private final RehearseReport report;
    private final RehearsalResult result;
    private final StringBuilder page = new StringBuilder();

    RehearseMarkdown(RehearseReport report) {
        this.report = report;
        this.result = report.result();
    }

    String page() {
        page.append("## belay rehearse: ")
                .append(MarkdownText.cell(result.idle() ? "nothing is pending" : report.summary()))
                .append("\n\n`")
                .append(report.where().replace("`", "'"))
                .append("`\n");
        boolean any = !result.steps().isEmpty();
        if (any) {
            steps();
        }
        result.steps().stream().filter(step -> !step.difference().isEmpty()).forEach(this::difference);
        result.steps().stream().filter(RehearsedStep::loses).forEach(this::lost);
        report.failure().ifPresent(failure -> paragraph(failure.failure().message()));
        result.verified().ifPresent(verified -> {
            if (verified.findings().isEmpty()) {
                paragraph(VerifyReport.inWords(verified));
            } else {
                page.append("\nThe spec:\n\n");
                verified.findings().forEach(finding -> item(finding.object() + " " + finding.message()));
            }
        });
        if (any) {
            times();
        }
        return page.toString();
    }

    private void steps() {
        page.append("\n| migration | up | down | up again |\n|---|---|---|---|\n");
        for (RehearsedStep step : result.steps()) {
            MarkdownText.row(
                    page,
                    Labels.of(step.version(), step.title()),
                    RehearseReport.way(step.up()),
                    RehearseReport.down(step),
                    step.again()
                            .map(way -> RehearseReport.way(Optional.of(way)))
                            .orElse(""));
        }
    }

    private void difference(RehearsedStep step) {
        wayDown(step.version(), "does not lead back", RehearseReport.differences(step.difference()));
    }

    private void lost(RehearsedStep step) {
        wayDown(
                step.version(),
                "does not bring everything back",
                step.lost().stream()
                        .filter(one -> one.severity() != Severity.INFO)
                        .map(one -> one.object() + " " + one.message())
                        .toList());
    }

    private void wayDown(Version version, String does, List<String> items) {
        page.append("\nThe way down of ")
                .append(MarkdownText.cell(version.text()))
                .append(' ')
                .append(does)
                .append(":\n\n");
        items.forEach(this::item);
    }

    private void times() {
        page.append("\n<details><summary>time per statement</summary>\n\n")
                .append("| migration | line | time | rows | statement |\n|---|---|---|---|---|\n");
        for (RehearsedStep step : result.steps()) {
            step.up().stream()
                    .flatMap(way -> way.statements().stream())
                    .forEach(statement -> time(step.version(), statement));
        }
        page.append("\n</details>\n");
    }

    private void time(Version version, Timed statement) {
        MarkdownText.row(
                page,
                version.text(),
                Integer.toString(statement.line()),
                Spans.of(statement.took()),
                statement.rows() < 0 ? "" : Long.toString(statement.rows()),
                statement.text());
    }

    private void paragraph(String text) {
        page.append('\n').append(MarkdownText.cell(text)).append('\n');
    }

    private void item(String text) {
        page.append("- ").append(MarkdownText.cell(text)).append('\n');
    }
}
