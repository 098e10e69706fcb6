package dev.belay.tui.report;

import java.util.Locale;

/** How many bytes something has, as people say it. */
public final class Sizes {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private Sizes() {}

    public static String of(long bytes) {
        if (bytes < 1000) {
            return Spans.count(bytes, "byte");
        }
        double size = bytes;
        int unit = -1;
        while (size >= 999.5 && unit < UNITS.length - 1) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, size < 9.95 ? "%.1f %s" : "%.0f %s", size, UNITS[unit]);
    }
}
