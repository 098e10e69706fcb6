package dev.belay.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.regex.Matcher.quoteReplacement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.Manifest.FileEntry;
import dev.belay.backup.Manifest.TableEntry;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ManifestJsonTest {
    private static final Manifest MANIFEST = new Manifest(
            Manifest.FORMAT,
            "0.1.0",
            "odd \"name\" ☃",
            Optional.of("7560000000000000000"),
            "15.18 (Debian)",
            Instant.parse("2026-11-20T17:00:00.123Z"),
            Optional.of("0/1A2B3C"),
            Duration.ofMillis(12345),
            false,
            Optional.empty(),
            Manifest.Contents.PART,
            Optional.of("0123456789abcdef"),
            new TreeMap<>(Map.of("1.dat.zst", new FileEntry(5L << 40, "00ff"))),
            new TreeMap<>(Map.of("public.\"A\"", new TableEntry(7, "xxh64:1", true, List.of("1.dat.zst")))),
            new Manifest.Totals(1, 7, 0, 100, 50),
            List.of("the rows of x: excluded"));

    @Test
    void whatIsWrittenIsRead() {
        assertThat(ManifestJson.read(ManifestJson.write(MANIFEST))).isEqualTo(MANIFEST);
    }

    @Test
    void oneThatKnowsNoSystemIsReadToo() {
        String text = new String(ManifestJson.write(MANIFEST), UTF_8);

        String older = text.replaceFirst("  \"system\" : .*\n", "");

        assertThat(older).isNotEqualTo(text);
        assertThat(ManifestJson.read(older.getBytes(UTF_8)).system()).isEmpty();
    }

    @Test
    void oneThatDoesNotSayWhichPartItIsIsReadToo() {
        String text = new String(ManifestJson.write(MANIFEST), UTF_8);

        String older = text.replaceFirst("  \"selection\" : .*\n", "");

        assertThat(older).isNotEqualTo(text);
        assertThat(ManifestJson.read(older.getBytes(UTF_8)).selection()).isEmpty();
    }

    @Test
    void everyCutIsFound() {
        byte[] text = ManifestJson.write(MANIFEST);
        for (int length = 0; length < text.length - 2; length++) {
            byte[] cut = java.util.Arrays.copyOf(text, length);
            assertThatThrownBy(() -> ManifestJson.read(cut)).isInstanceOf(BelayException.class);
        }
    }

    @Test
    void whatDoesNotBelongThereIsRefused() {
        String text = new String(ManifestJson.write(MANIFEST), UTF_8);

        assertRefused(text.replace("\"lsn\"", "\"lsm\""), "it has no lsn");
        assertRefused(text.replace("\"belay\"", "\"more\" : 1, \"belay\""), "it has a field more");
        assertRefused(text.replace("\"belay\"", "\"format\" : 1, \"belay\""), "it is no JSON");
        assertRefused(text.replace("\"took_ms\" : 12345", "\"took_ms\" : -1"), "took_ms is -1");
        assertRefused(text.replace("\"took_ms\" : 12345", "\"took_ms\" : \"1\""), "took_ms is something else");
        assertRefused(text.replace("\"part\"", "\"some\""), "contents is some");
        assertRefused(text.replace("2026-11", "2026-13"), "snapshot_time is no time");
        assertRefused(text.replace("\"format\" : 1", "\"format\" : 2"), "it is of format 2");
        assertRefused(text.replace("\"format\" : 1", "\"format\" : 4294967297"), "it is of format 4294967297");
        assertRefused(text + "{}", "something follows");
        for (String outside : List.of(
                "../../etc/passwd", "/etc/passwd", "..", "", ".", "./3.dat.zst", "a/./b", ".lock", "3\\\\dat")) {
            assertRefused(
                    text.replaceFirst(
                            "\"files\" : \\{\\s*\"[^\"]+\"", quoteReplacement("\"files\" : {\"" + outside + "\"")),
                    "\"" + outside.replace("\\\\", "\\") + "\" is no file of");
        }
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> ManifestJson.read(text.getBytes(UTF_8)))
                .isInstanceOfSatisfying(BelayException.class, e -> {
                    assertThat(e.getMessage()).contains(message);
                    assertThat(e.kind()).isEqualTo(Kind.INTEGRITY);
                });
    }
}
