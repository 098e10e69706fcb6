package dev.belay.tui;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.db.Database;
import dev.belay.tui.report.CompareReport;
import dev.belay.verify.content.ContentComparison;
import dev.belay.verify.content.ContentListener;

/** Finds the databases whose rows people want to compare. */
final class Contents {
    private final Project project;
    private final Start start;

    Contents(Project project, Start start) {
        this.project = project;
        this.start = start;
    }

    CompareReport compare(Toolkit.Compare what, ContentListener listener, Cancellation cancellation) {
        ContentComparison comparison = new ContentComparison(what.tables()::hasTable, what.down(), listener);
        Thread worker = Thread.currentThread();
        try (Database one = database(what.a());
                Database other = database(what.b());
                Cancellation.Busy unused = cancellation.whileBusy(worker::interrupt)) {
            return new CompareReport(
                    one.settings().masked(), other.settings().masked(), comparison.of(one, other), false);
        } catch (BelayException e) {
            // What else it says is what was going on when somebody stopped it.
            throw Thread.interrupted() || cancellation.requested()
                    ? new BelayException(cancellation.reason(), "stopped before all was compared", "", e)
                    : e;
        }
    }

    private Database database(String text) {
        if (!project.config().isPlace(text)) {
            throw new BelayException(
                    Kind.USAGE, "\"" + text + "\" is no environment and no place", "say " + project.places());
        }
        return new Database(project.config().place(text).connection(), project.sessions())
                .withApplicationName("belay " + start.verb());
    }
}
