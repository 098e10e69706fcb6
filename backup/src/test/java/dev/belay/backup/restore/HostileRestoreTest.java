package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.archive.ArchiveFormat;
import dev.belay.backup.archive.ArchiveWriter;
import dev.belay.backup.archive.Compression;
import dev.belay.backup.archive.Compression.Algorithm;
import dev.belay.backup.archive.FormatVersion;
import dev.belay.backup.archive.Layout;
import dev.belay.backup.archive.Section;
import dev.belay.backup.archive.Toc;
import dev.belay.backup.archive.TocEntry;
import dev.belay.backup.archive.TocHeader;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An archive that somebody made to do harm costs neither time nor memory, and never goes half-way. */
@ServerTest
@Timeout(300)
final class HostileRestoreTest {
    private static final ArchiveFormat FORMAT =
            new ArchiveFormat(Layout.DIRECTORY, FormatVersion.V1_14, Compression.of(Algorithm.GZIP));

    @TempDir
    Path scratch;

    @Test
    void entriesInACircleAreRefusedByName(TestDatabase database) throws IOException {
        Path archive = write(List.of(index(10, "a", 11), index(11, "b", 12), index(12, "c", 10)), "");

        assertThatThrownBy(() -> restore(database, archive))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("circle", "INDEX public.a")
                .extracting(e -> ((BelayException) e).kind())
                .isEqualTo(Kind.INTEGRITY);
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void anEntryThatWaitsForItselfIsRefused(TestDatabase database) throws IOException {
        Path archive = write(List.of(index(10, "a", 10)), "");

        assertThatThrownBy(() -> restore(database, archive)).hasMessageContaining("circle");
    }

    @Test
    void aLongChainIsNoCircleAndTakesNoTime(TestDatabase database) throws IOException {
        List<TocEntry> chain = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            chain.add(TocEntry.builder(10 + i, "COMMENT", "x" + i)
                    .section(Section.POST_DATA)
                    .definition(i == 0 ? "CREATE TABLE public.first ();\n" : ";")
                    .dependencies(List.of(i == 0 ? 1 : 9 + i))
                    .build());
        }
        Toc toc = toc(chain);
        long start = spent();

        RestorePlan plan = RestorePlan.of(toc, RestoreOptions.DEFAULT, entry -> 0, Ground.ANY);

        assertThat(plan.main()).hasSize(20_000);
        assertThat(Duration.ofNanos(spent() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(database.tables()).isEmpty();
    }

    /** Of the processor by this thread: others may have kept it busy. */
    private static long spent() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void dataThatNeverEndsIsStoppedByTheServerAndNothingOfItStays(TestDatabase database) throws IOException {
        String zeros = "0".repeat(1 << 20);
        Path archive = write(List.of(table(), data()), "1\n");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive.resolve("11.dat.gz")), 1 << 16)) {
            for (int i = 0; i < 48; i++) {
                out.write(zeros.getBytes(StandardCharsets.US_ASCII));
            }
        }
        assertThat(Files.size(archive.resolve("11.dat.gz"))).isLessThan(1 << 20);
        long before = used();

        RestoreResult result = restore(database, archive);

        assertThat(result.failure()).isPresent();
        assertThat(used() - before).isLessThan(40L << 20);
        assertThat(database.query("SELECT count(*) FROM public.t")).containsExactly("0");
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void aTableOfContentsOfRandomBytesIsRefused() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            byte[] bytes = new byte[4096];
            random.nextBytes(bytes);
            System.arraycopy("PGDMP".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, i % 2 == 0 ? 5 : 0);
            Path folder = Files.createDirectories(scratch.resolve("random-" + i));
            Files.write(folder.resolve("toc.dat"), bytes);

            assertThatThrownBy(() -> RestoreSource.open(folder))
                    .isInstanceOf(BelayException.class)
                    .extracting(e -> ((BelayException) e).kind())
                    .isEqualTo(Kind.INTEGRITY);
        }
    }

    @Test
    void aStatementInAPlaceOfRowsIsNotRunAsOne(TestDatabase database) throws IOException {
        TocEntry evil = data().toBuilder()
                .copy("COPY public.t (id) FROM PROGRAM 'touch " + scratch.resolve("evil") + "';\n")
                .build();
        Path archive = write(List.of(table(), evil), "1\n");

        RestoreResult result = restore(database, archive);

        assertThat(result.failure()).isPresent();
        assertThat(scratch.resolve("evil")).doesNotExist();
    }

    private static TocEntry table() {
        return TocEntry.builder(10, "TABLE", "t")
                .schema(Optional.of("public"))
                .definition("CREATE TABLE public.t (id int);\n")
                .build();
    }

    private static TocEntry data() {
        return TocEntry.builder(11, "TABLE DATA", "t")
                .schema(Optional.of("public"))
                .section(Section.DATA)
                .withData(true)
                .copy("COPY public.t (id) FROM stdin;\n")
                .dependencies(List.of(10))
                .build();
    }

    private static TocEntry index(int id, String name, int after) {
        return TocEntry.builder(id, "INDEX", name)
                .schema(Optional.of("public"))
                .section(Section.POST_DATA)
                .definition("SELECT 1;\n")
                .dependencies(List.of(after))
                .build();
    }

    private static Toc toc(List<TocEntry> entries) {
        List<TocEntry> all = new ArrayList<>(List.of(
                TocEntry.builder(1, "ENCODING", "ENCODING")
                        .definition("SET client_encoding = 'UTF8';\n")
                        .build(),
                TocEntry.builder(2, "STDSTRINGS", "STDSTRINGS")
                        .definition("SET standard_conforming_strings = 'on';\n")
                        .build(),
                TocEntry.builder(3, "SEARCHPATH", "SEARCHPATH")
                        .definition("SELECT pg_catalog.set_config('search_path', '', false);\n")
                        .build()));
        all.addAll(entries);
        return new Toc(
                        TocHeader.of(
                                FORMAT,
                                LocalDateTime.of(2026, 11, 20, 12, 0),
                                new TocHeader.Origin("evil", "15.18", "Belay 0.1.0")),
                        all)
                .placed(FORMAT);
    }

    private Path write(List<TocEntry> entries, String rows) throws IOException {
        Path archive = scratch.resolve("archive");
        try (ArchiveWriter writer = ArchiveWriter.directory(archive, toc(entries))) {
            for (TocEntry entry : writer.toc().entries()) {
                if (entry.hasData()) {
                    try (OutputStream out = writer.data(entry)) {
                        out.write((rows + "\\.\n\n\n").getBytes(StandardCharsets.US_ASCII));
                    }
                }
            }
            writer.finish();
        }
        return archive;
    }

    private static RestoreResult restore(TestDatabase database, Path archive) {
        return RestoreSource.open(archive)
                .restore(
                        Restores.database(database),
                        RestoreOptions.DEFAULT,
                        RestoreListener.SILENT,
                        new dev.belay.core.apply.Cancellation());
    }
}
