package dev.belay.backup.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.archive.Compression.Algorithm;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stock tools restore an archive that Belay made from nothing, large objects in groups included. */
@ServerTest
final class StockRestoreTest {
    private static final List<ArchiveFormat> FORMATS = List.of(
            ArchiveFormat.of(Layout.DIRECTORY, Compression.of(Algorithm.GZIP)),
            ArchiveFormat.of(Layout.CUSTOM, Compression.of(Algorithm.GZIP)),
            ArchiveFormat.of(Layout.TAR, Compression.NONE));
    private static final ArchiveFormat GROUPED =
            new ArchiveFormat(Layout.CUSTOM, FormatVersion.V1_16, Compression.of(Algorithm.ZSTD));

    @TempDir
    Path scratch;

    @Test
    void everyFormatIsRestored() throws IOException {
        StockTools.assume();
        for (ArchiveFormat format : FORMATS) {
            Path archive = SampleArchive.write(format, scratch.resolve("plain-" + format.layout()));

            assertThat(restored(archive, format.layout() == Layout.TAR ? 1 : 2))
                    .as(format.toString())
                    .containsExactly("400", "2", content(), "null", "null");
        }
    }

    @Test
    void aGroupOfLargeObjectsIsRestoredByReadersThatKnowNone() throws IOException {
        StockTools.assume();
        ArchiveReader grouped = ArchiveReader.open(SampleArchive.write(GROUPED, scratch.resolve("grouped")));
        for (ArchiveFormat format : FORMATS) {
            Path archive = scratch.resolve("ungrouped-" + format.layout());
            Export.toPath(grouped, format, archive);

            assertThat(restored(archive, format.layout() == Layout.TAR ? 1 : 2))
                    .as(format.toString())
                    .containsExactly("400", "2", content(), "large", "2");
        }
    }

    @Test
    void theScriptOfAGroupIsRunByPsql() throws IOException {
        StockTools.assume();
        Path script = scratch.resolve("grouped.sql");
        ArchiveReader grouped = ArchiveReader.open(SampleArchive.write(GROUPED, scratch.resolve("grouped")));
        try (OutputStream out = Files.newOutputStream(script)) {
            Export.toSql(grouped, out, "key");
        }
        try (TestDatabase database = TestServer.of(17).createDatabase()) {
            StockTools.run("psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", database.url(), "-f", script.toString());

            assertThat(found(database)).containsExactly("400", "2", content(), "large", "2");
        }
    }

    /** Whoever reads the hour as one of winter shows another one in summer, which November is here. */
    @Test
    void theTimeOfAnArchiveIsTheOneThatItWasMadeAt() throws IOException {
        StockTools.assume();
        Path archive = SampleArchive.write(FORMATS.get(0), scratch.resolve("archive"));

        for (String zone : List.of("AEST-10AEDT,M10.1.0,M4.1.0/3", "CET-1CEST,M3.5.0,M10.5.0/3", "UTC0")) {
            assertThat(new String(
                            StockTools.run(Map.of("TZ", zone), "pg_restore", "--list", archive.toString()),
                            StandardCharsets.UTF_8))
                    .as(zone)
                    .contains("Archive created at 2026-11-20 12:00:00");
        }
    }

    private static List<String> restored(Path archive, int jobs) {
        try (TestDatabase database = TestServer.of(15).createDatabase()) {
            StockTools.restore(archive, database, jobs);
            return found(database);
        }
    }

    private static String content() {
        return HexFormat.of().formatHex(SampleArchive.OBJECT) + "|0";
    }

    /** Rows of both tables, the objects, a comment of the second, and how many objects everybody may read. */
    private static List<String> found(TestDatabase database) {
        return database.query("""
                SELECT count(*)::text FROM public.a
                UNION ALL SELECT count(*)::text FROM public.b
                UNION ALL SELECT encode(lo_get(16500), 'hex') || '|' || length(lo_get(4000000000::oid))
                UNION ALL SELECT obj_description(4000000000::oid, 'pg_largeobject')
                UNION ALL SELECT nullif(count(*), 0)::text FROM pg_largeobject_metadata WHERE lomacl::text LIKE '%{=r/%'
                    OR lomacl::text LIKE '%,=r/%'
                """);
    }
}
