package dev.belay.tui.report;

import java.util.List;

/** What is in an archive and would be restored. */
public record RestoreListReport(String archive, List<String> entries) implements Report {
    public RestoreListReport {
        entries = List.copyOf(entries);
    }

    @Override
    public void text(Page page) {
        entries.forEach(entry -> page.line(Visible.line(entry)));
    }

    @Override
    public void json(Json json) {
        json.text("archive", archive).texts("entries", entries);
    }
}
