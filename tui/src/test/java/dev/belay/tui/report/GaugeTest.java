package dev.belay.tui.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.restore.ObjectResult;
import dev.belay.backup.restore.ObjectResult.Outcome;
import dev.belay.tui.report.Progress.Mode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What backups and restores show while they copy. */
final class GaugeTest {
    private static final Style ASCII = new Style(false, false);

    private final StringWriter shown = new StringWriter();
    private long now;

    @Test
    void timeIsLeftWhereItIsKnownHowMuchThereIs() {
        assertThat(new Gauge(250, 1000, Duration.ofSeconds(5)).bar(ASCII)).isEqualTo("[#####---------------] 25 %  ");
        assertThat(new Gauge(250, 1000, Duration.ofSeconds(5)).left()).contains("16.0 s left");
        assertThat(new Gauge(250, 0, Duration.ofSeconds(5)).bar(ASCII)).isEmpty();
        assertThat(new Gauge(250, 0, Duration.ofSeconds(5)).left()).isEmpty();
        assertThat(new Gauge(2000, 1000, Duration.ofSeconds(5)).bar(ASCII)).contains("99 %");
        assertThat(new Gauge(2000, 1000, Duration.ofSeconds(5)).left()).isEmpty();
        assertThat(new Gauge(5, 1000, Duration.ofSeconds(5)).left()).isEmpty();
        assertThat(new Gauge(0, 0, Duration.ZERO).rateText()).isEqualTo("0 bytes/s");
    }

    @Test
    void aRestoreShowsTheTimeThatIsLeft() {
        try (RestoreProgress progress =
                new RestoreProgress(new PrintWriter(shown), ASCII, Mode.AUTO, Clock.systemUTC(), 120, () -> now)) {
            progress.planned(4, 100_000_000);
            progress.sent(50_000_000);
            progress.ended(new ObjectResult(
                    "TABLE DATA", "t", Outcome.RESTORED, 1, 50_000_000, Duration.ofSeconds(5), Optional.empty()));
            now = Duration.ofSeconds(5).toNanos();
            progress.draw();
        }

        assertThat(shown.toString()).contains("50 %", "1/4", "50 MB", "10 MB/s", "6.0 s left");
    }

    @Test
    void aBackupBeforeSomethingElseSaysThatItIsOne() {
        try (CopyProgress progress = new CopyProgress(
                new PrintWriter(shown), ASCII, 120, CopyProgress.Way.BAR, "backup", Clock.systemUTC(), () -> now)) {
            progress.planned(2, 1000);
            progress.read(500, 7);
            now = Duration.ofSeconds(1).toNanos();
            progress.draw();
        }

        assertThat(shown.toString()).contains("backup  [##########", "50 %", "7 rows", "0/2 tables", "2.0 s left");
    }
}
