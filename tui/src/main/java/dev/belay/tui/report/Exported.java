package dev.belay.tui.report;

import java.nio.file.Path;
import java.util.List;

/**
 * An archive in another shape.
 *
 * @param proven whether each byte that was read was compared with a manifest
 * @param notes which archive it is where nobody has named it, and which newer ones are of no use
 */
public record Exported(String archive, Path to, boolean proven, List<String> notes) implements Report {
    public Exported {
        notes = List.copyOf(notes);
    }

    @Override
    public void text(Page page) {
        notes.forEach(note -> page.line(Visible.line(note)));
        page.line(page.style().paint(Tone.GOOD, page.style().tick()) + " " + Visible.line(archive) + " is exported to "
                + Visible.line(to.toString()));
    }

    @Override
    public void json(Json json) {
        json.text("archive", archive)
                .text("to", to.toString())
                .truth("proven", proven)
                .texts("notes", notes);
    }
}
