package dev.belay.tui.report;

import java.time.Duration;
import java.util.Locale;

/**
 * How far something has come that is measured in bytes, as a line on a terminal shows it.
 *
 * @param bytes that are done
 * @param expected about how many there are; 0 where nobody knows
 * @param elapsed since it began
 */
record Gauge(long bytes, long expected, Duration elapsed) {
    private static final int CELLS = 20;
    /** Of a thousand: before that nobody can say how long it will take. */
    private static final int SURE = 10;

    /** A bar and the per cent, or nothing where they are not known. It is never full: what is expected is a guess. */
    String bar(Style style) {
        if (expected == 0) {
            return "";
        }
        int full = share() * CELLS / 1000;
        return "[" + style.sign("█", "#").repeat(full) + style.sign("░", "-").repeat(CELLS - full)
                + String.format(Locale.ROOT, "] %d %%  ", share() / 10);
    }

    private int share() {
        return (int) Math.min(999, 1000 * ((double) bytes / expected));
    }

    /** Bytes a second; 0 at the very beginning. */
    private long rate() {
        double seconds = elapsed.toMillis() / 1e3;
        return seconds < 0.1 ? 0 : (long) (bytes / seconds);
    }

    /** What was done, and how fast. */
    String rateText() {
        return Sizes.of(rate()) + "/s";
    }

    /** How long it will still take, with a space before it; empty where nobody can say. */
    String left() {
        boolean unknown = expected == 0 || rate() == 0 || share() < SURE || bytes >= expected;
        return unknown ? "" : "  " + Spans.of(Duration.ofSeconds((expected - bytes) / rate() + 1)) + " left";
    }
}
