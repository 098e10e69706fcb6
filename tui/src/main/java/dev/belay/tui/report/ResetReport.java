package dev.belay.tui.report;

import java.nio.file.Path;
import java.util.List;

/**
 * A database that was made anew.
 *
 * @param run how its migrations went
 * @param seeds the seed files that were run after them
 */
public record ResetReport(RunReport run, List<Path> seeds) implements Report {
    public ResetReport {
        seeds = List.copyOf(seeds);
    }

    @Override
    public void text(Page page) {
        run.text(page);
        seeds.forEach(file ->
                page.line(page.style().paint(Tone.GOOD, page.style().tick()) + " " + Visible.line(file.toString())));
    }

    @Override
    public void json(Json json) {
        run.json(json);
        json.texts("seeds", seeds.stream().map(Path::toString).toList());
    }
}
