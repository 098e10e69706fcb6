package dev.belay.backup.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.archive.Compression.Algorithm;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stock pg_restore takes what Belay wrote, and makes of it what it makes of the original. */
@ServerTest
final class GoldenRestoreTest {
    /** The formats that pg_restore 15 can read. */
    private static final List<Target> TARGETS = List.of(
            new Target(ArchiveFormat.of(Layout.DIRECTORY, Compression.NONE), 2),
            new Target(ArchiveFormat.of(Layout.DIRECTORY, new Compression(Algorithm.GZIP, 1)), 2),
            new Target(ArchiveFormat.of(Layout.CUSTOM, Compression.NONE), 2),
            new Target(ArchiveFormat.of(Layout.CUSTOM, Compression.of(Algorithm.GZIP)), 2),
            new Target(ArchiveFormat.of(Layout.CUSTOM, new Compression(Algorithm.GZIP, 9)), 2, true),
            new Target(ArchiveFormat.of(Layout.TAR, Compression.NONE), 1));

    @TempDir
    Path scratch;

    @Test
    void everyShapeOfWhatEveryPgDumpWroteIsRestored() throws IOException {
        String expected = prepared();
        for (int major = 15; major <= 19; major++) {
            ArchiveReader original = ArchiveReader.open(Golden.file("pg" + major + "-custom-gzip.dump"));
            for (Target target : TARGETS) {
                String name = major + "-" + TARGETS.indexOf(target);

                assertThat(restored(original, target, name))
                        .as(name + " " + target)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void everyGoldenArchiveWithDataIsRestored() throws IOException {
        String expected = prepared();
        int turn = 0;
        for (Path archive : Golden.archives()) {
            String name = archive.getFileName().toString();
            // Statistics are calls of functions that came with PostgreSQL 18.
            if (!name.matches(".*-(schema|statistics)\\..*|.*-custom-gzip\\.dump")) {
                Target target = TARGETS.get(turn++ % TARGETS.size());

                assertThat(restored(ArchiveReader.open(archive), target, name + turn))
                        .as(name + " " + target)
                        .isEqualTo(expected);
            }
        }
        assertThat(turn).isGreaterThan(35);
    }

    @Test
    void pgRestoreListsTheEntriesOfTheOriginal() throws IOException {
        StockTools.assume();
        Path original = Golden.file("pg15-custom-gzip.dump");
        ArchiveReader reader = ArchiveReader.open(original);
        for (Target target : TARGETS) {
            Path copy = target.write(reader, scratch.resolve("list-" + TARGETS.indexOf(target)));

            assertThat(list(copy)).isEqualTo(list(original));
        }
    }

    @Test
    void theScriptRestoresTheSame() throws IOException {
        String expected = prepared();
        for (int major : new int[] {15, 16}) {
            Path script = scratch.resolve(major + ".sql");
            try (OutputStream out = Files.newOutputStream(script)) {
                Export.toSql(ArchiveReader.open(Golden.file("pg" + major + "-tar.tar")), out, "key");
            }
            try (TestDatabase database = TestServer.of(15).createDatabase()) {
                StockTools.run(
                        "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database.url(), "-f", script.toString());

                assertThat(StockTools.dump(database)).isEqualTo(expected);
            }
        }
    }

    /** What the database is after a restore by stock tools alone. */
    private static String prepared() {
        StockTools.assume();
        Path original = Golden.file("pg15-custom-gzip.dump");
        TestServer.of(15).execute("DO $$ BEGIN CREATE ROLE golden_reader; EXCEPTION WHEN duplicate_object THEN END $$");
        try (TestDatabase database = TestServer.of(15).createDatabase()) {
            StockTools.restore(original, database, 1);
            String dump = StockTools.dump(database);
            assertThat(dump).contains("lowrite", "n300", "REFRESH MATERIALIZED VIEW");
            return dump;
        }
    }

    private String restored(ArchiveReader original, Target target, String name) throws IOException {
        Path copy = target.write(original, scratch.resolve(name));
        try (TestDatabase database = TestServer.of(15).createDatabase()) {
            StockTools.restore(copy, database, target.jobs());
            return StockTools.dump(database);
        }
    }

    private static List<String> list(Path archive) {
        return new String(
                        StockTools.run("pg_restore", "-l", archive.toString()), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith(";"))
                .toList();
    }

    /** @param piped into a stream, which cannot go back to say where the blocks are */
    private record Target(ArchiveFormat format, int jobs, boolean piped) {
        Target(ArchiveFormat format, int jobs) {
            this(format, jobs, false);
        }

        Path write(ArchiveReader original, Path to) throws IOException {
            if (piped) {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
                    Export.copy(original, ArchiveWriter.custom(out, Export.translated(original, format)));
                }
            } else {
                Export.toPath(original, format, to);
            }
            return to;
        }
    }
}
