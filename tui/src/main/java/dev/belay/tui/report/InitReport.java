package dev.belay.tui.report;

import java.nio.file.Path;

/**
 * That a spec was written.
 *
 * @param file where
 */
public record InitReport(Where where, Path file) implements Report {
    @Override
    public void text(Page page) {
        page.line(Tone.STRONG, where.line());
        page.line(page.style().tick() + " " + Visible.line(file.toString())
                + " is written: belay verify holds the database against it");
        page.line(Tone.FAINT, "  read what it accepts, and take out what you do not want to promise");
    }

    @Override
    public void json(Json json) {
        where.json(json);
        json.text("file", file.toString());
    }
}
