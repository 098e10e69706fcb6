package dev.belay.tui.console;

import dev.belay.tui.report.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How long ago, as people say it. */
final class Ages {
    private Ages() {}

    static String of(Duration age) {
        if (age.toDays() >= 2) {
            return Spans.count(age.toDays(), "day");
        }
        if (age.toHours() >= 2) {
            return Spans.count(age.toHours(), "hour");
        }
        if (age.toMinutes() >= 2) {
            return age.toMinutes() + " min";
        }
        return Math.max(0, age.toSeconds()) + " s";
    }

    static String ago(Instant then, Instant now) {
        return of(Duration.between(then, now)) + " ago";
    }

    /** Minutes and seconds, with hours where there are any. */
    static String clock(Duration elapsed) {
        long seconds = Math.max(0, elapsed.toSeconds());
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds % 3600 / 60, seconds % 60);
    }
}
