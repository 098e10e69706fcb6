package dev.belay.tui.report;

import java.nio.file.Path;

/** A snapshot that was written. */
public record SnapshotReport(Where where, Path file, int objects, String fingerprint) implements Report {
    @Override
    public void text(Page page) {
        page.line(Tone.STRONG, where.line());
        page.line(page.style().tick() + " " + Visible.line(file.toString()) + ": " + Spans.count(objects, "object")
                + ", " + fingerprint);
    }

    @Override
    public void json(Json json) {
        where.json(json);
        json.text("file", file.toString()).number("objects", objects).text("fingerprint", fingerprint);
    }
}
