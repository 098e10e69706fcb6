package dev.belay.tui;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Database;
import dev.belay.tui.report.CompareReport;
import dev.belay.verify.content.ContentComparison;

/** Finds the databases whose rows people want to compare. */
final class Contents {
    private final Project project;
    private final Start start;

    Contents(Project project, Start start) {
        this.project = project;
        this.start = start;
    }

    CompareReport compare(String a, String b, ContentComparison comparison) {
        try (Database one = database(a);
                Database other = database(b)) {
            return new CompareReport(
                    one.settings().masked(), other.settings().masked(), comparison.of(one, other), false);
        }
    }

    private Database database(String text) {
        if (!project.config().isPlace(text)) {
            throw new BelayException(
                    Kind.USAGE, "\"" + text + "\" is no environment and no place", "say " + project.places());
        }
        return new Database(project.config().place(text).connection()).withApplicationName("belay " + start.verb());
    }
}
