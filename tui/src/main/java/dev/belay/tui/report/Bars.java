package dev.belay.tui.report;

import java.util.List;

/**
 * A chart of horizontal bars, longest first.
 *
 * @param title what is compared
 * @param key what the bars of two colours mean: the ordinary ones, and those that want to be noticed; may be empty
 */
public record Bars(String title, List<String> key, List<Bar> bars) {
    public Bars {
        key = List.copyOf(key);
        bars = List.copyOf(bars);
    }

    /**
     * One bar.
     *
     * @param value its length, beside the others; not negative
     * @param number the value as people read it
     * @param note what else there is to say; may be empty
     * @param noticed whether it has the second colour
     */
    public record Bar(String label, long value, String number, String note, boolean noticed) {}

    long longest() {
        return bars.stream().mapToLong(Bar::value).max().orElse(0);
    }
}
