package dev.belay.tui.report;

import dev.belay.core.Amount;
import java.time.Duration;
import java.util.Locale;

/** How long something took, as people say it. */
public final class Spans {
    private Spans() {}

    public static String of(Duration span) {
        long millis = span.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = span.toSeconds();
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /** {@code 1 migration}, {@code 2 migrations}. */
    public static String count(long number, String noun) {
        return Amount.of(number, noun);
    }
}
