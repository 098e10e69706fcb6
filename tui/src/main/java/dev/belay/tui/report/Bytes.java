package dev.belay.tui.report;

import java.util.Locale;

/** Numbers of bytes, as people say them. */
public final class Bytes {
    private static final String UNITS = "kMGTPE";

    private Bytes() {}

    public static String of(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 999.5) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, value < 9.95 ? "%.1f %cB" : "%.0f %cB", value, UNITS.charAt(unit));
    }
}
