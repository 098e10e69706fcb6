package dev.belay.tui.report;

import java.util.List;

/**
 * What is in an archive and would be restored.
 *
 * @param notes which archive it is where nobody has named it, and which newer ones are of no use
 */
public record RestoreListReport(String archive, List<String> entries, List<String> notes) implements Report {
    public RestoreListReport {
        entries = List.copyOf(entries);
        notes = List.copyOf(notes);
    }

    @Override
    public void text(Page page) {
        notes.forEach(note -> page.line(Visible.line(note)));
        entries.forEach(entry -> page.line(Visible.line(entry)));
    }

    @Override
    public void json(Json json) {
        json.text("archive", archive).texts("entries", entries).texts("notes", notes);
    }
}
