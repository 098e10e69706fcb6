package dev.belay.tui.report;

import dev.belay.backup.Prune;
import dev.belay.backup.Shelf;
import dev.belay.backup.storage.Leftover;

/** What was deleted, or would be. */
public record PruneOutcome(String place, boolean dryRun, Prune.Result result) implements Report {
    @Override
    public void text(Page page) {
        page.line(Tone.STRONG, Visible.line(place));
        String verb = dryRun ? "would delete " : "deleted ";
        for (Shelf shelf : result.archives()) {
            page.line(verb + Visible.line(shelf.name()) + " (" + Sizes.of(shelf.size()) + ")");
        }
        for (Leftover leftover : result.leftovers()) {
            page.line(verb + Visible.line(leftover.name()) + " (left behind by a backup that did not finish)");
        }
        long suspect = result.kept().stream().filter(shelf -> !shelf.good()).count();
        if (suspect > 0) {
            page.line("note: " + Spans.count(suspect, "archive")
                    + " stayed, damaged or with a drill that failed: look at "
                    + (suspect == 1 ? "it, and delete it" : "them, and delete them") + " yourself");
        }
        page.line((dryRun ? "would delete " : "deleted ")
                + Spans.count(result.archives().size(), "archive") + ", " + Sizes.of(result.bytes()) + "; kept "
                + result.kept().size());
    }

    @Override
    public void json(Json json) {
        json.text("place", place)
                .truth("dry_run", dryRun)
                .list("deleted", result.archives(), shelf -> PlaceListing.shelf(json, shelf))
                .texts(
                        "leftovers",
                        result.leftovers().stream().map(Leftover::name).toList())
                .list("kept", result.kept(), shelf -> PlaceListing.shelf(json, shelf))
                .number("bytes", result.bytes());
    }
}
