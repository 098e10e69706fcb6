package dev.belay.tui.report;

import dev.belay.core.apply.MigrationStatus;
import java.util.List;

/**
 * What the history says after somebody mended it.
 *
 * @param where which database
 * @param done what was done, in the past tense
 * @param reason why, as the journal keeps it
 * @param migrations how they stand now
 */
public record MendReport(Where where, String done, String reason, List<MigrationStatus> migrations) implements Report {
    public MendReport {
        migrations = List.copyOf(migrations);
    }

    @Override
    public void text(Page page) {
        for (MigrationStatus entry : migrations) {
            page.line(page.style().paint(Tone.GOOD, page.style().tick()) + " "
                    + Visible.line(Labels.of(entry.version(), entry.title())) + "  " + done + ", now "
                    + Names.spoken(entry.state()));
        }
        if (migrations.size() != 1) {
            page.line(Spans.count(migrations.size(), "migration") + " " + done);
        }
    }

    @Override
    public void json(Json json) {
        where.json(json);
        json.text("done", done).text("reason", reason);
        json.list(
                "migrations",
                migrations,
                entry -> json.text("version", entry.version().text())
                        .text("title", entry.title())
                        .text("state", Names.of(entry.state())));
    }
}
