package dev.belay.tui.report;

import dev.belay.backup.CheckResult;
import dev.belay.core.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was proven of an archive.
 *
 * @param notes which one it is where nobody has named it, and which newer ones are of no use
 */
public record CheckReport(CheckResult result, List<String> notes, Duration took) implements Report {
    public CheckReport {
        notes = List.copyOf(notes);
    }

    /** Empty when nothing is wrong. */
    public Optional<FailureReport> failure() {
        return result.problems().stream()
                .findFirst()
                .map(first -> FailureReport.of(
                        Kind.INTEGRITY,
                        result.archive() + " is damaged: " + first.file() + ": " + first.message()
                                + (result.problems().size() > 1
                                        ? ", and " + (result.problems().size() - 1) + " more"
                                        : ""),
                        first.hint()));
    }

    @Override
    public void text(Page page) {
        notes.forEach(note -> page.line(Visible.line(note)));
        for (CheckResult.Problem problem : result.problems()) {
            page.line(page.style().paint(Tone.BAD, page.style().cross()) + " "
                    + Visible.line(problem.file() + ": " + problem.message()));
        }
        result.unproven().forEach(what -> page.line("not proven: " + Visible.line(what)));
        String sign = result.ok()
                ? page.style().paint(Tone.GOOD, page.style().tick())
                : page.style().cross();
        page.line(sign + " " + Visible.line(result.archive()) + ": read " + Spans.count(result.files(), "file") + ", "
                + Sizes.of(result.bytes()) + content() + " in " + Spans.of(took)
                + (result.ok() && !result.unproven().isEmpty()
                        ? "; nothing wrong was found, but not all is proven"
                        : ""));
    }

    /** Of what nobody could look into, no number is known. */
    private String content() {
        boolean closed = result.encrypted() && result.tables() + result.largeObjects() == 0;
        return closed
                ? ""
                : ", " + Spans.count(result.tables(), "table") + ", " + Spans.count(result.rows(), "row") + " and "
                        + Spans.count(result.largeObjects(), "large object");
    }

    @Override
    public void json(Json json) {
        json.text("archive", result.archive())
                .truth("manifest", result.manifest())
                .truth("encrypted", result.encrypted())
                .number("files", result.files())
                .number("bytes", result.bytes())
                .number("tables", result.tables())
                .number("rows", result.rows())
                .number("large_objects", result.largeObjects())
                .number("ms", took.toMillis())
                .list(
                        "problems",
                        result.problems(),
                        problem -> json.text("file", problem.file()).text("message", problem.message()))
                .texts("unproven", result.unproven())
                .texts("notes", notes);
    }
}
