package dev.belay.tui.report;

import dev.belay.core.catalog.ChangeScript;
import dev.belay.core.catalog.SchemaChanges;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * What differs between two schemas, and the statements that lead from the first to the second.
 *
 * @param major the major version of the server of the first one
 */
public record ChangesReport(DiffReport difference, int major, SchemaChanges changes) implements Report {
    /** What nobody should miss who only runs the statements. */
    public Optional<String> warning() {
        int unsaid = changes.unsaid().size();
        return unsaid == 0
                ? Optional.empty()
                : Optional.of("warning: " + Spans.count(unsaid, "difference") + (unsaid == 1 ? " is" : " are")
                        + " not written down; the script says which, and why");
    }

    /** As a script. */
    public void write(String maker, Appendable out) throws IOException {
        ChangeScript.write(
                changes, new ChangeScript.Origin(maker, difference.before(), difference.after(), major), out);
    }

    /** The difference; the statements are no text for people. */
    @Override
    public void text(Page page) {
        difference.text(page);
    }

    @Override
    public void json(Json json) {
        difference.json(json);
        json.list("statements", changes.steps(), step -> {
            DiffReport.object(json, step.object());
            json.text("deed", step.deed().name().toLowerCase(Locale.ROOT))
                    .text("sql", step.sql())
                    .text("caution", step.caution())
                    .truth("own_commit", step.ownCommit());
        });
        json.list("unsaid", changes.unsaid(), one -> {
            DiffReport.object(json, one.object());
            json.text("why", one.why());
        });
    }
}
