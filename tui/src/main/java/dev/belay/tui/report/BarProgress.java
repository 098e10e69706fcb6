package dev.belay.tui.report;

import dev.belay.core.apply.RunEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Progress on a terminal: one line, drawn again five times a second. It goes away for whatever is to stay, and at the
 * end. A run that is over before the first drawing shows none.
 */
public final class BarProgress implements Progress {
    private static final Duration RATE = Duration.ofMillis(200);

    private final PrintWriter err;
    private final Redrawn redrawn;
    private final BarLine line;
    private final LongSupplier nanos;
    private final EventText words = new EventText();
    private final Ticker ticker;
    private BarLine.Moment moment = BarLine.Moment.BEFORE;
    private long statementStart;
    private boolean closed;

    public BarProgress(PrintWriter err, Style style, int width) {
        this(err, new BarLine(style, width), System::nanoTime);
    }

    BarProgress(PrintWriter err, BarLine line, LongSupplier nanos) {
        this.err = err;
        this.redrawn = new Redrawn(err);
        this.line = line;
        this.nanos = nanos;
        this.statementStart = nanos.getAsLong();
        this.ticker = new Ticker(RATE, this::draw);
    }

    @Override
    public synchronized void on(RunEvent event) {
        if (event instanceof RunEvent.StepStarted || event instanceof RunEvent.StatementStarted) {
            statementStart = nanos.getAsLong();
        }
        moment = moment.after(event);
        EventText.Words said = words.of(event);
        boolean stays = said.weight() == EventText.Weight.WARNING
                || event instanceof RunEvent.Noticed
                || event instanceof RunEvent.HookSaid;
        if (stays) {
            aside(() -> said.lines().forEach(err::println));
        }
    }

    @Override
    public synchronized void aside(Runnable print) {
        redrawn.erase();
        print.run();
    }

    @Override
    public synchronized void close() {
        closed = true;
        ticker.close();
        redrawn.erase();
    }

    synchronized void draw() {
        if (closed || !moment.running()) {
            return;
        }
        Duration elapsed = Duration.ofNanos(nanos.getAsLong() - statementStart);
        redrawn.draw(line.of(moment, elapsed));
    }
}
