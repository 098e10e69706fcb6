package dev.belay.tui.report;

import dev.belay.backup.BackupListener;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Shows how a backup gets on: one line that is drawn again and again, or a line per table, or a line of JSON. */
public final class CopyProgress implements BackupListener, AutoCloseable {
    private static final Duration RATE = Duration.ofMillis(200);

    private final PrintWriter err;
    private final Style style;
    private final Way way;
    private final int width;
    private final Redrawn redrawn;
    private final String label;
    private final Clock clock;
    private final LongSupplier nanos;
    private final @Nullable Ticker ticker;
    private long start;
    private int tables;
    private int done;
    private long expected;
    private long bytes;
    private long rows;

    /** How it is shown. */
    public enum Way {
        BAR,
        LINES,
        JSON,
        NONE
    }

    /** @param label what the line is about where that does not go without saying; may be empty */
    public CopyProgress(PrintWriter err, Style style, int width, Way way, String label, Clock clock) {
        this(err, style, width, way, label, clock, System::nanoTime);
    }

    CopyProgress(PrintWriter err, Style style, int width, Way way, String label, Clock clock, LongSupplier nanos) {
        this.label = label;
        this.clock = clock;
        this.err = err;
        this.style = style;
        this.redrawn = new Redrawn(err);
        this.width = width;
        this.way = way;
        this.nanos = nanos;
        this.ticker = way == Way.BAR ? new Ticker(RATE, this::draw) : null;
    }

    @Override
    public synchronized void planned(int count, long size) {
        tables = count;
        expected = size;
        start = nanos.getAsLong();
        if (way == Way.JSON) {
            Json.line(
                    err,
                    json -> json.text("at", clock.instant().toString())
                            .text("event", "copy_planned")
                            .number("tables", count)
                            .number("bytes", size));
        }
    }

    @Override
    public synchronized void read(long moreBytes, long moreRows) {
        bytes += moreBytes;
        rows += moreRows;
    }

    @Override
    public synchronized void tableDone(String table, long count, long size, Duration took) {
        done++;
        switch (way) {
            case LINES -> {
                err.println(Visible.line(table) + ": " + Spans.count(count, "row") + ", " + Sizes.of(size) + ", "
                        + Spans.of(took) + " (" + done + "/" + tables + ")");
                err.flush();
            }
            case JSON ->
                Json.line(
                        err,
                        json -> json.text("at", clock.instant().toString())
                                .text("event", "table_copied")
                                .text("table", table)
                                .number("rows", count)
                                .number("bytes", size)
                                .number("ms", took.toMillis())
                                .number("done", done)
                                .number("of", tables));
            case BAR, NONE -> {}
        }
    }

    /** Prints something that stays: what is being redrawn makes room for it. */
    public synchronized void aside(Runnable print) {
        redrawn.erase();
        print.run();
    }

    synchronized void draw() {
        if (tables > 0) {
            redrawn.draw(Width.cut(line(), width - 1, style));
        }
    }

    /** What there is to read is not known to the byte: text is longer or shorter than pages. */
    private String line() {
        Gauge gauge = new Gauge(bytes, expected, Duration.ofNanos(nanos.getAsLong() - start));
        return (label.isEmpty() ? "" : label + "  ") + gauge.bar(style) + Sizes.of(bytes) + "  "
                + Spans.count(rows, "row") + "  " + gauge.rateText() + gauge.left() + "  " + done + "/"
                + Spans.count(tables, "table");
    }

    @Override
    public synchronized void close() {
        if (ticker != null) {
            ticker.close();
        }
        redrawn.erase();
    }
}
