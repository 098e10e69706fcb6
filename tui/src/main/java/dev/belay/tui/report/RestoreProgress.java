package dev.belay.tui.report;

import dev.belay.backup.restore.ObjectResult;
import dev.belay.backup.restore.RestoreListener;
import dev.belay.core.apply.RunEvent;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Shows how a restore goes: one line that is drawn again and again, a line for each table, or JSON. */
public final class RestoreProgress implements Progress, RestoreListener {
    private static final Duration RATE = Duration.ofMillis(200);

    private final PrintWriter err;
    private final Mode mode;
    private final Clock clock;
    private final Style style;
    private final int width;
    private final LongSupplier nanos;
    private final long start;
    private final @Nullable Ticker ticker;
    private int steps;
    private int ended;
    private long expected;
    private long sent;
    private long rows;
    private boolean drawn;

    /** {@link Progress.Mode#AUTO} is a bar here: whoever makes it has looked for a terminal. */
    public RestoreProgress(PrintWriter err, Style style, Mode mode, Clock clock, int width) {
        this(err, style, mode, clock, width, System::nanoTime);
    }

    RestoreProgress(PrintWriter err, Style style, Mode mode, Clock clock, int width, LongSupplier nanos) {
        this.style = style;
        this.err = err;
        this.mode = mode;
        this.clock = clock;
        this.width = width;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        this.ticker = mode == Mode.AUTO ? new Ticker(RATE, this::draw) : null;
    }

    @Override
    public void on(RunEvent event) {
        // A restore runs no migrations.
    }

    @Override
    public synchronized void planned(int number, long bytes) {
        steps = number;
        expected = bytes;
    }

    @Override
    public synchronized void sent(long bytes) {
        sent += bytes;
    }

    @Override
    public synchronized void ended(ObjectResult result) {
        boolean table = result.kind().equals("TABLE DATA");
        ended++;
        rows += table ? result.rows() : 0;
        if (mode == Mode.JSON) {
            Json.line(
                    err,
                    json -> json.text("at", clock.instant().toString())
                            .text("event", "restored")
                            .text("kind", result.kind())
                            .text("name", result.name())
                            .text("outcome", result.outcome().name().toLowerCase(Locale.ROOT))
                            .number("rows", result.rows())
                            .number("bytes", result.bytes())
                            .number("ms", result.took().toMillis())
                            .number("step", ended)
                            .number("steps", steps));
        } else if (mode == Mode.PLAIN && result.bytes() > 0) {
            err.println(Visible.line(table ? result.name() : "large objects") + ": "
                    + Spans.count(result.rows(), table ? "row" : "large object")
                    + ", " + Sizes.of(result.bytes()) + " in " + Spans.of(result.took()));
        }
    }

    @Override
    public synchronized void noted(String text) {
        aside(() -> err.println("note: " + Visible.line(text)));
    }

    synchronized void draw() {
        if (steps == 0) {
            return;
        }
        Duration elapsed = Duration.ofNanos(nanos.getAsLong() - start);
        Gauge gauge = new Gauge(sent, expected, elapsed);
        String line = gauge.bar(style) + ended + "/" + steps + "  " + Sizes.of(sent) + "  "
                + Spans.count(rows, "row") + "  " + gauge.rateText()
                + (gauge.left().isEmpty() ? "  " + Spans.of(elapsed) : gauge.left());
        err.print("\r" + Width.cut(line, Math.max(1, width - 1), style) + "\u001b[K");
        err.flush();
        drawn = true;
    }

    @Override
    public synchronized void aside(Runnable print) {
        if (drawn) {
            err.print("\r\u001b[K");
            err.flush();
            drawn = false;
        }
        print.run();
    }

    @Override
    public synchronized void close() {
        if (ticker != null) {
            ticker.close();
        }
        aside(() -> {});
    }
}
