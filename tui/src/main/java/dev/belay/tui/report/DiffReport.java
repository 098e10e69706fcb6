package dev.belay.tui.report;

import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.SchemaDiff;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What differs between two schemas.
 *
 * @param before what the first one is
 * @param after what the second one is
 * @param doubt why the comparison may find what is none
 * @param notes what the user should know of how the sides came about
 */
public record DiffReport(String before, String after, SchemaDiff difference, Optional<String> doubt, List<String> notes)
        implements Report {
    public boolean same() {
        return difference.isEmpty();
    }

    /** What the user should know before believing it. */
    public List<String> remarks() {
        return Stream.concat(notes.stream(), doubt.stream()).toList();
    }

    @Override
    public void text(Page page) {
        page.line(Tone.STRONG, "from  " + Visible.line(before));
        page.line(Tone.STRONG, "to    " + Visible.line(after));
        notes.forEach(note -> page.line(Tone.FAINT, "note: " + Visible.line(note)));
        doubt.ifPresent(text -> page.line(Tone.WARNING, "note: " + text));
        page.gap();
        difference.removed().forEach(id -> page.line(Tone.BAD, "- " + id));
        difference.added().forEach(id -> page.line(Tone.GOOD, "+ " + id));
        difference.changed().forEach((id, changes) -> {
            page.line(Tone.WARNING, "~ " + Visible.line(id.toString()));
            changes.forEach(change -> change.lines().forEach(line -> page.line("    " + Visible.line(line))));
        });
        if (same()) {
            page.line(Tone.GOOD, page.style().tick() + " no difference");
            return;
        }
        page.gap();
        page.line(Spans.count(difference.removed().size(), "object") + " removed, "
                + difference.added().size() + " added, " + difference.changed().size() + " changed");
    }

    /** What the command line would show: so a session does too. */
    @Override
    public String toString() {
        StringWriter text = new StringWriter();
        text(new Page(new PrintWriter(text), Style.PLAIN));
        return text.toString().strip();
    }

    @Override
    public void json(Json json) {
        json.text("from", before).text("to", after).truth("same", same());
        json.texts("notes", notes);
        json.text("doubt", doubt);
        json.list("removed", difference.removed(), id -> object(json, id));
        json.list("added", difference.added(), id -> object(json, id));
        json.list("changed", difference.changed().entrySet(), entry -> {
            object(json, entry.getKey());
            json.list(
                    "changes",
                    entry.getValue(),
                    change -> json.text("fact", change.fact())
                            .text("before", change.before())
                            .text("after", change.after()));
        });
    }

    static void object(Json json, ObjectId id) {
        json.text("type", id.type().name().toLowerCase(Locale.ROOT))
                .text("schema", id.schema())
                .text("name", id.name())
                .text("qualifier", id.qualifier());
    }
}
