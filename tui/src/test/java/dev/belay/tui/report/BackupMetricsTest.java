package dev.belay.tui.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BackupMetricsTest {
    private static final BackupMetrics.Success BACKUP = new BackupMetrics.Success(
            Instant.parse("2026-03-01T02:30:00.250Z"), 135_000_000_000L, Duration.ofMillis(3_400));

    @Test
    void saysWhenHowMuchAndHowLong() {
        assertThat(metrics("shop", Optional.of(BACKUP)).text(""))
                .contains("""
                        # TYPE belay_backup_last_success_timestamp_seconds gauge
                        # UNIT belay_backup_last_success_timestamp_seconds seconds
                        # HELP belay_backup_last_success_timestamp_seconds The newest complete backup: when it was true.
                        belay_backup_last_success_timestamp_seconds{database="shop",place="s3://b/p"} 1772332200.250
                        """)
                .contains("belay_backup_size_bytes{database=\"shop\",place=\"s3://b/p\"} 135000000000\n")
                .contains("belay_backup_duration_seconds{database=\"shop\",place=\"s3://b/p\"} 3.400\n")
                .endsWith("# EOF\n");
    }

    @Test
    void hasNoNumberForWhatNeverWorked() {
        assertThat(metrics("shop", Optional.empty()).text("").lines())
                .allMatch(line -> line.startsWith("# ") || line.startsWith("belay_backup_last_run_success"));
    }

    @Test
    void aRunThatFailedKeepsWhatWorkedBefore() {
        String before = metrics("a} 1", Optional.of(BACKUP)).text("");

        assertThat(BackupMetrics.failed(before, "a} 1"))
                .contains(before.replace(
                        "{database=\"a} 1\",place=\"s3://b/p\"} 1\n", "{database=\"a} 1\",place=\"s3://b/p\"} 0\n"));
        assertThat(BackupMetrics.failed("belay_backup_last_run_success 1\n", "shop"))
                .isEmpty();
    }

    @Test
    void databasesThatShareAFileLeaveEachOtherAlone() {
        String shop = metrics("shop", Optional.of(BACKUP)).text("");
        String both = metrics("a\"b", Optional.of(BACKUP)).text(shop);

        assertThat(both)
                .contains("""
                        belay_backup_size_bytes{database="a\\"b",place="s3://b/p"} 135000000000
                        belay_backup_size_bytes{database="shop",place="s3://b/p"} 135000000000
                        """)
                .containsOnlyOnce("# TYPE belay_backup_size_bytes ")
                .endsWith("""
                        belay_backup_last_run_success{database="a\\"b",place="s3://b/p"} 1
                        belay_backup_last_run_success{database="shop",place="s3://b/p"} 1
                        # EOF
                        """);
        assertThat(BackupMetrics.failed(both, "shop"))
                .contains(both.replace(
                        "success{database=\"shop\",place=\"s3://b/p\"} 1",
                        "success{database=\"shop\",place=\"s3://b/p\"} 0"));
        assertThat(BackupMetrics.failed(shop, "billing")).isEmpty();
        assertThat(metrics("shop", Optional.empty()).text(both))
                .contains("size_bytes{database=\"a")
                .doesNotContain("size_bytes{database=\"shop");
    }

    @Test
    void escapesNames() {
        assertThat(metrics("a\"b\\c\nd", Optional.of(BACKUP)).text("")).contains("{database=\"a\\\"b\\\\c\\nd\",");
    }

    @Test
    void writesNumbersAlikeInEveryLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);

            assertThat(metrics("shop", Optional.of(BACKUP)).text("")).contains("} 3.400\n");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static BackupMetrics metrics(String database, Optional<BackupMetrics.Success> backup) {
        return new BackupMetrics(database, "s3://b/p", backup, Optional.empty(), true);
    }
}
