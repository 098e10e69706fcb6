package dev.belay.backup.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.archive.Compression.Algorithm;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
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
