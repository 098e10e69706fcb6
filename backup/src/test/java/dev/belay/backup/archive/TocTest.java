package dev.belay.backup.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.archive.TocHeader.Widths;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TocTest {
    private static final ArchiveFormat DIRECTORY = ArchiveFormat.of(Layout.DIRECTORY, Compression.NONE);

    @Test
    void everyVersionIsReadAsItWasWritten() throws IOException {
        for (FormatVersion version : FormatVersion.values()) {
            for (Layout layout : List.of(Layout.DIRECTORY, Layout.CUSTOM)) {
                Toc toc = SampleArchive.toc(new ArchiveFormat(layout, version, Compression.NONE));
                boolean accessMethods = version.atLeast(FormatVersion.V1_14);

                Toc read = TocReader.read("toc", new ByteArrayInputStream(bytes(toc)));

                assertThat(read.header()).isEqualTo(toc.header());
                assertThat(read.entries())
                        .isEqualTo(toc.entries().stream()
                                .map(entry -> accessMethods
                                        ? entry
                                        : entry.toBuilder()
                                                .accessMethod(Optional.empty())
                                                .build())
                                .toList());
            }
        }
    }

    /** Those of before PostgreSQL 12 may say that rows have OIDs. */
    @Test
    void whetherRowsHaveOidsIsWrittenBack() throws IOException {
        TocEntry old = TocEntry.builder(1, "TABLE", "t").withOids(true).build();
        Toc toc = new Toc(SampleArchive.toc(DIRECTORY).header(), List.of(old));

        assertThat(TocReader.read("toc", new ByteArrayInputStream(bytes(toc))).entries())
                .containsExactly(old);
    }

    @Test
    void numbersOfOtherWidthsAreReadAndWritten() throws IOException {
        for (Widths widths : List.of(new Widths(8, 4), new Widths(4, 16), new Widths(32, 32))) {
            Toc toc = withWidths(SampleArchive.toc(ArchiveFormat.of(Layout.CUSTOM, Compression.NONE)), widths);

            assertThat(TocReader.read("toc", new ByteArrayInputStream(bytes(toc))))
                    .isEqualTo(toc);
        }
    }

    private static Toc withWidths(Toc toc, Widths widths) {
        TocHeader header = toc.header();
        return new Toc(
                new TocHeader(
                        header.version(),
                        widths,
                        header.layout(),
                        header.compression(),
                        header.created(),
                        header.daylightSaving(),
                        header.database(),
                        header.serverVersion(),
                        header.dumpVersion()),
                toc.entries());
    }

    @Test
    void textsThatAreNoUtf8AreWrittenBackAsTheyWere() throws IOException {
        TocEntry latin = TocEntry.builder(1, "TABLE", "t\u00fcr")
                .definition("\u00ff\u0080")
                .build();
        Toc toc = new Toc(SampleArchive.toc(DIRECTORY).header(), List.of(latin), ISO_8859_1);
        byte[] bytes = bytes(toc);

        Toc read = TocReader.read("toc", new ByteArrayInputStream(bytes));

        assertThat(read.charset()).isEqualTo(ISO_8859_1);
        assertThat(bytes(read)).isEqualTo(bytes);
    }

    @Test
    void textsAreUtf8WhenTheyCanBe() throws IOException {
        TocEntry chinese = TocEntry.builder(1, "TABLE", "\u4e2d\ud83d\ude00").build();
        Toc toc = new Toc(SampleArchive.toc(DIRECTORY).header(), List.of(chinese));

        Toc read = TocReader.read("toc", new ByteArrayInputStream(bytes(toc)));

        assertThat(read.charset()).isEqualTo(UTF_8);
        assertThat(read.entries()).containsExactly(chinese);
    }

    @Test
    void whatIsAbsentIsNotEmpty() throws IOException {
        TocEntry entry = TocEntry.builder(1, "TABLE", "t")
                .schema(Optional.of(""))
                .definition("")
                .build();

        Toc read = TocReader.read(
                "toc",
                new ByteArrayInputStream(
                        bytes(new Toc(SampleArchive.toc(DIRECTORY).header(), List.of(entry)))));

        assertThat(read.entries().get(0).schema()).contains("");
        assertThat(read.entries().get(0).tablespace()).isEmpty();
    }

    @Test
    void randomBytesAreRefusedQuicklyAndAlwaysAsDamage() throws IOException {
        byte[] good = bytes(SampleArchive.toc(DIRECTORY));
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = Arrays.copyOf(good, good.length + 5000);
            for (int place = 10 + random.nextInt(good.length); place < bytes.length; place++) {
                bytes[place] = (byte) random.nextInt(random.nextBoolean() ? 256 : 2);
            }

            assertThatThrownBy(() -> TocReader.read("toc", new ByteArrayInputStream(bytes)))
                    .isInstanceOfSatisfying(
                            BelayException.class,
                            error -> assertThat(error.kind()).isEqualTo(Kind.INTEGRITY));
        }
    }

    @Test
    void anAbsurdLengthCostsNoMemory() throws IOException {
        byte[] bytes = bytes(SampleArchive.toc(DIRECTORY));
        int length = new String(bytes, ISO_8859_1).indexOf("CREATE TABLE") - 4;
        bytes[length + 3] = 0x0F;

        assertThatThrownBy(() -> TocReader.read("toc", new ByteArrayInputStream(bytes)))
                .hasMessageContaining("ends in the middle");
    }

    @Test
    void twoEntriesWithOneNumberAreRefused() throws IOException {
        TocEntry entry = TocEntry.builder(1, "TABLE", "t").build();
        byte[] bytes = bytes(new Toc(SampleArchive.toc(DIRECTORY).header(), List.of(entry, entry)));

        assertThatThrownBy(() -> TocReader.read("toc", new ByteArrayInputStream(bytes)))
                .hasMessageContaining("two entries have the number 1");
    }

    @Test
    void anUnknownVersionIsRefusedByItsName() throws IOException {
        byte[] bytes = bytes(SampleArchive.toc(DIRECTORY));
        bytes[6] = 17;

        assertThatThrownBy(() -> TocReader.read("toc", new ByteArrayInputStream(bytes)))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.hint())
                                .isEqualTo(
                                        "a newer version of Belay, or of pg_restore, may know it; if the archive is older, it is"
                                                + " damaged: use another copy of it"))
                .hasMessageContaining("the format has the version 1.17-0, and 1.12 to 1.16 are known");
    }

    @Test
    void theEncodingIsThatOfTheEntry() {
        assertThat(SampleArchive.toc(DIRECTORY).encoding()).contains("UTF8");
    }

    private static byte[] bytes(Toc toc) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TocWriter.write(toc, out);
        return out.toByteArray();
    }
}
