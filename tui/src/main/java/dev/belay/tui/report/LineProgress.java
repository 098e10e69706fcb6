package dev.belay.tui.report;

import dev.belay.core.apply.RunEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Progress as plain lines that stay: for logs, for screen readers, and for those who want to see everything. */
public final class LineProgress implements Progress {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PrintWriter err;
    private final EventText.Weight least;
    private final EventText words = new EventText();
    private final @Nullable Ticker ticker;
    private RunEvent.@Nullable StatementStarted running;
    private final LongSupplier nanos;
    private long since;

    LineProgress(PrintWriter err, EventText.Weight least, LongSupplier nanos) {
        this.err = err;
        this.least = least;
        this.nanos = nanos;
        this.ticker = least == EventText.Weight.WARNING ? null : new Ticker(PATIENCE, this::tick);
    }

    /** Only what nobody should miss. */
    public static LineProgress warnings(PrintWriter err) {
        return new LineProgress(err, EventText.Weight.WARNING, System::nanoTime);
    }

    /** Each migration; with {@code statements}, each statement of it too. */
    public static LineProgress lines(PrintWriter err, boolean statements) {
        return new LineProgress(
                err, statements ? EventText.Weight.DETAIL : EventText.Weight.PROGRESS, System::nanoTime);
    }

    @Override
    public synchronized void on(RunEvent event) {
        if (event instanceof RunEvent.StatementStarted statement) {
            running = statement;
            since = nanos.getAsLong();
        } else if (event instanceof RunEvent.StatementFinished || event instanceof RunEvent.StepFinished) {
            running = null;
        }
        EventText.Words said = words.of(event);
        if (said.weight().compareTo(least) >= 0) {
            said.lines().forEach(err::println);
        }
    }

    /** A log that says nothing for a long time looks like a process that hangs. */
    synchronized void tick() {
        Duration elapsed = Duration.ofNanos(nanos.getAsLong() - since);
        // The first tick may come right after the statement.
        if (running != null && elapsed.compareTo(PATIENCE) >= 0) {
            err.println("still running after " + Spans.of(elapsed) + ": "
                    + Visible.line(running.version().text()) + " statement " + running.number() + "/" + running.of()
                    + ": " + Visible.line(running.summary()));
        }
    }

    @Override
    public synchronized void aside(Runnable print) {
        print.run();
    }

    @Override
    public void close() {
        if (ticker != null) {
            ticker.close();
        }
    }
}
