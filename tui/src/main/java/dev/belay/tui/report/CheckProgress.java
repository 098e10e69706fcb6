package dev.belay.tui.report;

import dev.belay.backup.Check.CheckListener;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Shows how the proof of an archive gets on, as a backup shows its own: a line for each piece of which something was read. */
public final class CheckProgress implements CheckListener, AutoCloseable {
    private static final Duration RATE = Duration.ofMillis(200);

    private final PrintWriter err;
    private final Style style;
    private final CopyProgress.Way way;
    private final Clock clock;
    private final LongSupplier nanos;
    private final int width;
    private final Redrawn line;
    private final @Nullable Ticker ticker;
    private final long start;
    private long expected;
    private long bytes;
    private String piece = "";
    private long pieceStart;
    private long pieceBytes;

    public CheckProgress(PrintWriter err, Style style, int width, CopyProgress.Way way, Clock clock) {
        this(err, style, width, way, clock, System::nanoTime);
    }

    CheckProgress(PrintWriter err, Style style, int width, CopyProgress.Way way, Clock clock, LongSupplier nanos) {
        this.err = err;
        this.style = style;
        this.way = way;
        this.clock = clock;
        this.nanos = nanos;
        this.line = new Redrawn(err);
        this.width = width;
        this.start = nanos.getAsLong();
        this.ticker = way == CopyProgress.Way.BAR ? new Ticker(RATE, this::draw) : null;
    }

    @Override
    public synchronized void planned(long all) {
        expected = all;
        if (way == CopyProgress.Way.JSON) {
            Json.line(
                    err,
                    json -> json.text("at", clock.instant().toString())
                            .text("event", "check_planned")
                            .number("bytes", all));
        }
    }

    @Override
    public synchronized void begins(String next) {
        ended();
        piece = next;
    }

    @Override
    public synchronized void read(long more) {
        bytes += more;
        pieceBytes += more;
    }

    /** What was begun is read to its end. */
    public synchronized void ended() {
        Duration took = Duration.ofNanos(nanos.getAsLong() - pieceStart);
        if (pieceBytes > 0 && !piece.isEmpty()) {
            tell(took);
        }
        pieceBytes = 0;
        pieceStart = nanos.getAsLong();
    }

    private void tell(Duration took) {
        switch (way) {
            case LINES -> {
                err.println(name() + ": " + Sizes.of(pieceBytes) + ", " + Spans.of(took));
                err.flush();
            }
            case JSON ->
                Json.line(
                        err,
                        json -> json.text("at", clock.instant().toString())
                                .text("event", "checked")
                                .text("what", piece)
                                .number("bytes", pieceBytes)
                                .number("ms", took.toMillis()));
            case BAR, NONE -> {}
        }
    }

    /** Without the number of its entry, which says nothing to people. */
    private String name() {
        return Visible.line(piece.replaceFirst(" \\(entry \\d+\\)$", ""));
    }

    synchronized void draw() {
        if (expected == 0) {
            return;
        }
        Gauge gauge = new Gauge(bytes, expected, Duration.ofNanos(nanos.getAsLong() - start));
        String text = gauge.bar(style) + Sizes.of(bytes) + "  " + gauge.rateText() + gauge.left() + "  " + name();
        line.draw(Width.cut(text, width - 1, style));
    }

    @Override
    public synchronized void close() {
        if (ticker != null) {
            ticker.close();
        }
        line.erase();
    }
}
