package dev.belay.tui.report;

import java.nio.file.Path;

/**
 * An archive in another shape.
 *
 * @param proven whether each byte that was read was compared with a manifest
 */
public record Exported(String archive, Path to, boolean proven) implements Report {
    @Override
    public void text(Page page) {
        page.line(page.style().paint(Tone.GOOD, page.style().tick()) + " " + Visible.line(archive) + " is exported to "
                + Visible.line(to.toString()));
    }

    @Override
    public void json(Json json) {
        json.text("archive", archive).text("to", to.toString()).truth("proven", proven);
    }
}
