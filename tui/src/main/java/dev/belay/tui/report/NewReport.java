package dev.belay.tui.report;

import java.nio.file.Path;
import java.util.List;

/**
 * The files of a new migration.
 *
 * @param files as the user would type them
 */
public record NewReport(List<Path> files) implements Report {
    public NewReport {
        files = List.copyOf(files);
    }

    @Override
    public void text(Page page) {
        files.forEach(file -> page.line(Visible.line(file.toString())));
    }

    @Override
    public void json(Json json) {
        json.texts("files", files.stream().map(Path::toString).toList());
    }
}
