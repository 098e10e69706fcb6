package dev.belay.tui.report;

import dev.belay.backup.DrillRecord;
import dev.belay.backup.restore.DrillResult;
import dev.belay.backup.restore.ObjectResult;
import dev.belay.core.Kind;
import java.util.Optional;

/**
 * How a drill went.
 *
 * @param verified what the spec says of what was restored, if it was asked
 */
public record DrillReport(String archive, DrillResult result, Optional<dev.belay.verify.Report> verified)
        implements Report {
    /** What stopped it or differs; a difference is as bad as a wrong byte. */
    public Optional<FailureReport> failure() {
        if (result.ok()) {
            return verified.filter(report -> !report.passed())
                    .map(report -> FailureReport.of(
                            Kind.VERIFICATION,
                            "the archive " + archive + " is what was backed up, but that is not what the spec says",
                            "belay verify looks at the database itself"));
        }
        Kind kind = result.restore().failure().orElse(Kind.INTEGRITY);
        return Optional.of(FailureReport.of(
                kind,
                "the drill of " + archive + " failed: "
                        + result.drill().findings().get(0),
                help()));
    }

    /** What the server refused may be for want of something on that server, and says nothing about the archive. */
    private String help() {
        return result.restore().failed().stream()
                .flatMap(object -> object.error().stream())
                .map(ObjectResult.Failure::hint)
                .filter(hint -> !hint.isEmpty())
                .findFirst()
                .orElseGet(() ->
                        result.restore().failure().filter(Kind.BACKUP::equals).isPresent()
                                ? "the server did not take it: the archive may be of a part, without what that needs; if it is"
                                        + " not, make another one, and look why"
                                : "this archive is no backup of what was there: make another one, and look why");
    }

    @Override
    public void text(Page page) {
        DrillRecord drill = result.drill();
        result.restore().notes().forEach(note -> page.line("note: " + Visible.line(note)));
        drill.findings()
                .forEach(finding ->
                        page.line(page.style().paint(Tone.BAD, page.style().cross()) + " " + Visible.line(finding)));
        String sign = drill.ok()
                ? page.style().paint(Tone.GOOD, page.style().tick())
                : page.style().cross();
        page.line(sign + " " + Visible.line(archive) + ": compared " + Spans.count(drill.tables(), "table") + ", "
                + Spans.count(drill.rows(), "row") + ", " + Spans.count(drill.sequences(), "sequence") + ", "
                + Spans.count(drill.largeObjects(), "large object")
                + (drill.schema() ? " and the schema" : "") + " in " + Spans.of(drill.took()));
        verified.ifPresent(report -> VerifyReport.briefly(page, report));
    }

    @Override
    public void json(Json json) {
        DrillRecord drill = result.drill();
        json.text("archive", archive)
                .text("server_version", drill.serverVersion())
                .number("bytes", result.restore().bytes())
                .number("tables", drill.tables())
                .number("rows", drill.rows())
                .number("sequences", drill.sequences())
                .number("large_objects", drill.largeObjects())
                .truth("schema", drill.schema())
                .number("ms", drill.took().toMillis())
                .texts("findings", drill.findings())
                .texts("notes", result.restore().notes())
                .object("spec", verified, report -> VerifyReport.briefly(json, report));
    }
}
