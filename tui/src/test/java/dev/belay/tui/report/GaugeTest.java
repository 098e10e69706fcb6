package dev.belay.tui.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.restore.ObjectResult;
import dev.belay.backup.restore.ObjectResult.Outcome;
import dev.belay.tui.report.Progress.Mode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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

        assertThat(shown.toString())
                .isEqualTo("\r[##########----------] 50 %  1/4  50 MB  1 row  10 MB/s  6.0 s left\u001b[K\r\u001b[K");
    }

    private static ObjectResult table(String name, long rows) {
        return new ObjectResult(
                "TABLE DATA", name, Outcome.RESTORED, rows, rows * 1000, Duration.ofMillis(1500), Optional.empty());
    }

    private void restore(Mode mode) {
        Clock clock = Clock.fixed(Instant.parse("2026-02-03T04:05:06Z"), ZoneOffset.UTC);
        try (RestoreProgress progress =
                new RestoreProgress(new PrintWriter(shown, true), ASCII, mode, clock, 120, () -> now)) {
            progress.planned(3, 10_000);
            progress.ended(new ObjectResult(
                    "TABLE", "public.a", Outcome.RESTORED, 0, 0, Duration.ofMillis(2), Optional.empty()));
            progress.ended(table("public.a", 4));
            progress.ended(new ObjectResult(
                    "BLOBS", "BLOBS", Outcome.RESTORED, 2, 5000, Duration.ofMillis(30), Optional.empty()));
        }
    }

    @Test
    void aLogOfARestoreHasALineForEachTable() {
        restore(Mode.PLAIN);

        assertThat(shown.toString()).isEqualTo("""
                public.a: 4 rows, 4.0 kB in 1.5 s
                large objects: 2 large objects, 5.0 kB in 30 ms
                """);
    }

    @Test
    void jsonOfARestoreHasAnEventForEachStep() {
        restore(Mode.JSON);

        assertThat(shown.toString().lines())
                .hasSize(3)
                .element(1)
                .isEqualTo("{\"at\":\"2026-02-03T04:05:06Z\",\"event\":\"restored\",\"kind\":\"TABLE DATA\","
                        + "\"name\":\"public.a\",\"outcome\":\"restored\",\"rows\":4,\"bytes\":4000,\"ms\":1500,"
                        + "\"step\":2,\"steps\":3}");
    }

    @Test
    void whoeverWantsNoProgressOfARestoreSeesNone() {
        restore(Mode.NONE);

        assertThat(shown.toString()).isEmpty();
    }

    private void backUp(CopyProgress.Way way) {
        Clock clock = Clock.fixed(Instant.parse("2026-02-03T04:05:06Z"), ZoneOffset.UTC);
        try (CopyProgress progress =
                new CopyProgress(new PrintWriter(shown, true), ASCII, 120, way, "", clock, () -> now)) {
            progress.planned(2, 100_000);
            progress.read(25_000, 7);
            progress.tableDone("public.a\u001b", 7, 25_000, Duration.ofMillis(12));
            now = Duration.ofSeconds(5).toNanos();
            if (way == CopyProgress.Way.BAR) {
                progress.draw();
            }
        }
    }

    @Test
    void theBarOfABackupHasBytesRowsRateAndTheTimeThatIsLeft() {
        backUp(CopyProgress.Way.BAR);

        assertThat(shown.toString())
                .isEqualTo("\r\u001b[?7l[#####---------------] 25 %  25 kB  7 rows  5.0 kB/s  16.0 s left  1/2 tables"
                        + "\u001b[K\u001b[?7h\r\u001b[K");
    }

    @Test
    void aLogOfABackupHasALineForEachTable() {
        backUp(CopyProgress.Way.LINES);

        assertThat(shown.toString()).isEqualTo("public.a\\x1b: 7 rows, 25 kB, 12 ms (1/2)\n");
    }

    @Test
    void jsonOfABackupSaysWhatThereIsToDoAndEachTable() {
        backUp(CopyProgress.Way.JSON);

        String at = "{\"at\":\"2026-02-03T04:05:06Z\",\"event\":";
        assertThat(shown.toString().lines())
                .containsExactly(
                        at + "\"copy_planned\",\"tables\":2,\"bytes\":100000}",
                        at + "\"table_copied\",\"table\":\"public.a\\u001B\",\"rows\":7,\"bytes\":25000,\"ms\":12,"
                                + "\"done\":1,\"of\":2}");
    }

    @Test
    void whoeverWantsNoProgressOfABackupSeesNone() {
        backUp(CopyProgress.Way.NONE);

        assertThat(shown.toString()).isEmpty();
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

    private CheckProgress check(CopyProgress.Way way) {
        return new CheckProgress(new PrintWriter(shown, true), ASCII, 120, way, Clock.systemUTC(), () -> now);
    }

    @Test
    void aCheckShowsWhatIsReadAndTheTimeThatIsLeft() {
        try (CheckProgress progress = check(CopyProgress.Way.BAR)) {
            progress.planned(100_000_000);
            progress.begins("TABLE DATA public.author (entry 7)");
            progress.read(25_000_000);
            now = Duration.ofSeconds(5).toNanos();
            progress.draw();
        }

        assertThat(shown.toString())
                .contains("[#####-----", "25 %", "25 MB", "5.0 MB/s", "16.0 s left", "public.author");
        assertThat(shown.toString()).endsWith("\r\u001b[K");
    }

    @Test
    void aCheckWithoutATerminalHasALineForWhatItHasRead() {
        try (CheckProgress progress = check(CopyProgress.Way.LINES)) {
            progress.planned(3_000);
            progress.begins("TABLE DATA public.author (entry 7)");
            progress.read(2_000);
            now = Duration.ofMillis(50).toNanos();
            progress.begins("toc.dat");
            progress.read(1_000);
            progress.begins("7.dat");
            progress.ended();
        }

        assertThat(shown.toString().lines())
                .containsExactly("TABLE DATA public.author: 2.0 kB, 50 ms", "toc.dat: 1.0 kB, 0 ms");
    }

    @Test
    void aCheckThatBreaksDoesNotSayThatItHasReadTheRest() {
        try (CheckProgress progress = check(CopyProgress.Way.JSON)) {
            progress.planned(3_000);
            progress.begins("toc.dat");
            progress.read(1_000);
        }

        assertThat(shown.toString().lines()).hasSize(1).first().asString().contains("check_planned");
    }
}
