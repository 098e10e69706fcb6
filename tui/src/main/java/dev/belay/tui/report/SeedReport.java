package dev.belay.tui.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The seed files that were run.
 *
 * @param where which database
 * @param files in their order
 * @param took how long
 */
public record SeedReport(Where where, List<Path> files, Duration took) implements Report {
    public SeedReport {
        files = List.copyOf(files);
    }

    @Override
    public void text(Page page) {
        if (files.isEmpty()) {
            page.line("there are no seed files; seed: in belay.yaml names them");
            return;
        }
        files.forEach(file ->
                page.line(page.style().paint(Tone.GOOD, page.style().tick()) + " " + Visible.line(file.toString())));
        page.line(Spans.count(files.size(), "seed file") + " run in " + Spans.of(took));
    }

    @Override
    public void json(Json json) {
        where.json(json);
        json.texts("files", files.stream().map(Path::toString).toList());
        json.number("ms", took.toMillis());
    }
}
