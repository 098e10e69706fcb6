package dev.belay.backup.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.archive.Compression.Algorithm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportTest {
    private static final ArchiveFormat DIRECTORY = ArchiveFormat.of(Layout.DIRECTORY, Compression.NONE);
    private static final ArchiveFormat GROUPED =
            new ArchiveFormat(Layout.DIRECTORY, FormatVersion.V1_16, Compression.of(Algorithm.ZSTD));

    @TempDir
    Path scratch;

    @Test
    void anyFormatBecomesAnyOtherWithTheSameData() throws IOException {
        List<ArchiveFormat> formats = List.of(
                DIRECTORY,
                ArchiveFormat.of(Layout.DIRECTORY, new Compression(Algorithm.GZIP, 9)),
                GROUPED,
                ArchiveFormat.of(Layout.CUSTOM, Compression.NONE),
                ArchiveFormat.of(Layout.CUSTOM, Compression.of(Algorithm.GZIP)),
                new ArchiveFormat(Layout.CUSTOM, FormatVersion.V1_16, Compression.of(Algorithm.ZSTD)),
                ArchiveFormat.of(Layout.TAR, Compression.NONE),
                new ArchiveFormat(Layout.TAR, FormatVersion.V1_16, Compression.NONE));
        int count = 0;
        for (ArchiveFormat from : formats) {
            Path original = SampleArchive.write(from, scratch.resolve("from-" + count++));
            for (ArchiveFormat to : formats) {
                Path copy = scratch.resolve("to-" + count++);

                Export.toPath(ArchiveReader.open(original), to, copy);

                assertThat(Contents.of(copy).data())
                        .as(from + " to " + to)
                        .isEqualTo(Contents.of(original).data());
                assertThat(ArchiveReader.open(copy).layout()).isEqualTo(to.layout());
            }
        }
    }

    @Test
    void aGroupOfLargeObjectsBecomesAnEntryEach() throws IOException {
        ArchiveReader grouped = ArchiveReader.open(SampleArchive.write(GROUPED, scratch.resolve("grouped")));

        List<TocEntry> entries = Export.translated(grouped, DIRECTORY).entries();

        assertThat(entries)
                .extracting(entry -> entry.id() + " " + entry.kind() + " " + entry.tag() + " " + entry.dependencies())
                .containsSequence(
                        "12 TABLE b []",
                        "20 BLOB 16500 []",
                        "26 BLOB 4000000000 []",
                        "24 COMMENT LARGE OBJECT 4000000000 [26]",
                        "25 ACL LARGE OBJECT 16500 [20]",
                        "27 ACL LARGE OBJECT 4000000000 [26]",
                        "11 TABLE DATA a [10]",
                        "13 TABLE DATA b [12]",
                        "22 BLOBS BLOBS []");
    }

    @Test
    void thePrivilegesOfAGroupBecomeThoseOfEach() {
        assertThat(ObjectPrivileges.forObject(
                        "REVOKE ALL ON LARGE OBJECT 5 FROM \"LARGE OBJECT 9;\";\nGRANT SELECT ON LARGE OBJECT 5 TO a;\n",
                        "7"))
                .isEqualTo(
                        "REVOKE ALL ON LARGE OBJECT 7 FROM \"LARGE OBJECT 9;\";\nGRANT SELECT ON LARGE OBJECT 7 TO a;\n");
    }

    @Test
    void theAccessMethodOfAPartitionedTableSurvivesOlderVersions() {
        TocEntry table = TocEntry.builder(1, "TABLE", "odd name")
                .schema(Optional.of("public"))
                .definition("CREATE TABLE public.\"odd name\" (k integer) PARTITION BY RANGE (k);\n")
                .accessMethod(Optional.of("other"))
                .relationKind('p')
                .build();
        Toc toc = new Toc(SampleArchive.toc(GROUPED).header(), List.of(table));

        TocEntry translated = Translation.of(toc, DIRECTORY).entries().get(0);

        assertThat(translated.accessMethod()).isEmpty();
        assertThat(translated.definition().orElseThrow())
                .endsWith(";\n\nALTER TABLE public.\"odd name\" SET ACCESS METHOD other;\n");
    }

    @Test
    void rowsComeWithoutTheirEndMark() throws IOException {
        ArchiveReader reader = ArchiveReader.open(SampleArchive.write(GROUPED, scratch.resolve("rows")));
        try (InputStream rows = reader.rows(reader.toc().byId().get(11))) {
            assertThat(new String(rows.readAllBytes(), UTF_8) + ArchiveWriter.endOfRows())
                    .isEqualTo(SampleArchive.ROWS);
        }
    }

    @Test
    void anArchiveWithoutAllItsDataIsNeverFinished() throws IOException {
        for (ArchiveFormat format : List.of(DIRECTORY, ArchiveFormat.of(Layout.CUSTOM, Compression.NONE))) {
            Path to = scratch.resolve("unfinished-" + format.layout());
            Toc toc = SampleArchive.toc(format);
            try (ArchiveWriter writer = format.layout() == Layout.CUSTOM
                    ? ArchiveWriter.custom(to, toc)
                    : ArchiveWriter.directory(to, toc)) {
                TocEntry entry = toc.byId().get(11);
                try (OutputStream out = writer.data(entry)) {
                    out.write(SampleArchive.ROWS.getBytes(UTF_8));
                }

                assertThatThrownBy(writer::finish).hasMessageContaining("without their data: [13, 22]");
                assertThatThrownBy(() -> writer.data(entry)).hasMessageContaining("has been written already");
            }
            assertThatThrownBy(() -> ArchiveReader.open(to)).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Path directory = SampleArchive.write(DIRECTORY, scratch.resolve("there"));
        ArchiveReader reader = ArchiveReader.open(directory);
        Path file = Files.writeString(scratch.resolve("file"), "precious");

        for (ArchiveFormat format : List.of(
                ArchiveFormat.of(Layout.CUSTOM, Compression.NONE), ArchiveFormat.of(Layout.TAR, Compression.NONE))) {
            assertThatThrownBy(() -> Export.toPath(reader, format, file)).hasMessageContaining("cannot write");
        }
        assertThatThrownBy(() -> Export.toPath(reader, DIRECTORY, directory)).hasMessageContaining("cannot write");
        assertThat(file).hasContent("precious");
        assertThat(scratch).isDirectoryNotContaining("glob:**.{partial,member}");
    }

    @Test
    void theScriptOfAGroupIsThatOfEachLargeObject() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Export.toSql(ArchiveReader.open(SampleArchive.write(GROUPED, scratch.resolve("sql"))), out, "key");

        assertThat(out.toString(UTF_8))
                .startsWith("--\n-- PostgreSQL database dump\n--\n\n\\restrict key\n\n")
                .contains("SET transaction_timeout = 0;\n")
                .contains("""
                        SELECT pg_catalog.lo_create('16500');
                        SELECT pg_catalog.lo_create('4000000000');

                        ALTER LARGE OBJECT 16500 OWNER TO postgres;
                        ALTER LARGE OBJECT 4000000000 OWNER TO postgres;

                        """)
                .contains("SELECT pg_catalog.lo_open('4000000000', 131072);\nSELECT pg_catalog.lo_close(0);\n")
                .contains("COPY public.a (id, name) FROM stdin;\n" + SampleArchive.ROWS)
                .contains(SampleArchive.INSERTS)
                .endsWith("\\unrestrict key\n\n");
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingIsWritten() {
        assertThatThrownBy(() -> ArchiveFormat.of(Layout.TAR, Compression.of(Algorithm.GZIP)))
                .hasMessageContaining("a tar archive cannot be compressed");
        assertThatThrownBy(() -> new ArchiveFormat(Layout.CUSTOM, FormatVersion.V1_14, Compression.of(Algorithm.ZSTD)))
                .hasMessageContaining("cannot hold zstd");
        assertThatThrownBy(() -> ArchiveFormat.of(Layout.DIRECTORY, Compression.of(Algorithm.LZ4)))
                .hasMessageContaining("lz4 is read but not written");
    }
}
