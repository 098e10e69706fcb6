package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.Backup;
import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.BackupResult;
import dev.belay.backup.DrillRecord;
import dev.belay.backup.Dumps;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.archive.StockTools;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.core.apply.Cancellation;
import dev.belay.testing.Corpora;
import dev.belay.testing.InstalledServer;
import dev.belay.testing.StockDump;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Real databases come back from whatever was made of them: to stock tools the copy is the original. */
@Tag("server")
final class CorpusRestoreTest {
    /** How stock pg_dump is asked: two of them for each database, in turns. */
    private static final List<List<String>> FORMATS =
            List.of(List.of("-Fc"), List.of("-Ft"), List.of("-Fd", "-j2"), List.of("-Fp"), List.of("-Fc", "-Z0"));

    /** Of the compressed dump, in bytes. */
    private static final long LARGE = 500_000;

    @TempDir
    Path scratch;

    @TestFactory
    Stream<DynamicTest> everyRealDatabaseComesBack() throws IOException {
        List<Path> dumps = Corpora.dumps();
        Assumptions.assumeFalse(dumps.isEmpty(), "gate not run: no corpora beside the repository");
        Optional<TestServer> server = InstalledServer.of(15);
        Assumptions.assumeTrue(server.isPresent(), "gate not run: PostgreSQL 15 is not installed");
        StockTools.assume();
        return dumps.stream()
                .map(dump -> DynamicTest.dynamicTest(
                        dump.getFileName().toString(),
                        () -> comesBack(server.orElseThrow(), dump, dumps.indexOf(dump))));
    }

    private void comesBack(TestServer server, Path dump, int turn) throws IOException {
        try (TestDatabase source = server.createDatabase();
                LocalStorage storage = new LocalStorage(scratch)) {
            StockDump.load(source, Corpora.text(dump));
            String expected = Dumps.sorted(StockTools.dump(source));
            BackupResult backup =
                    new Backup(Restores.database(source), BackupOptions.DEFAULT, "0", BackupListener.NONE).to(storage);
            assertDrills(server, RestoreSource.open(storage, backup.archive(), Decryption.NONE), backup, expected);
            // Large ones once each: what pg_dump makes of them by one session or four, and ours by four.
            int formats = Files.size(dump) > LARGE ? 1 : 2;
            for (int i = 2 * turn; i < 2 * turn + formats; i++) {
                assertRestores(server, RestoreSource.open(stock(source, i)), i % 2 == 0 ? 1 : 4, expected);
            }
            if (formats > 1) {
                assertRestores(server, RestoreSource.open(storage, backup.archive(), Decryption.NONE), 1, expected);
            }
        }
    }

    private Path stock(TestDatabase source, int turn) {
        List<String> format = FORMATS.get(turn % FORMATS.size());
        Path archive = scratch.resolve("archive-" + turn + (format.contains("-Fp") ? ".sql" : ""));
        List<String> words = new ArrayList<>(format);
        words.addAll(List.of("-d", source.url(), "-f", archive.toString()));
        StockTools.run("pg_dump", words.toArray(String[]::new));
        return archive;
    }

    private static void assertRestores(TestServer server, RestoreSource source, int jobs, String expected) {
        try (TestDatabase target = server.createDatabase()) {
            RestoreResult result = source.restore(
                    Restores.database(target),
                    RestoreOptions.DEFAULT.withJobs(jobs),
                    RestoreListener.SILENT,
                    new Cancellation());

            assertThat(result.failed()).as(source.name()).isEmpty();
            assertThat(result.ok()).isTrue();
            assertThat(Dumps.sorted(StockTools.dump(target))).as(source.name()).isEqualTo(expected);
        }
    }

    private static void assertDrills(TestServer server, RestoreSource source, BackupResult backup, String expected) {
        try (TestDatabase target = server.createDatabase()) {
            DrillRecord drill = new Drill(
                            Restores.database(target),
                            RestoreOptions.DEFAULT.withJobs(4),
                            RestoreListener.SILENT,
                            new Cancellation(),
                            Clock.systemUTC())
                    .run(source, "0")
                    .drill();

            assertThat(drill.findings()).isEmpty();
            assertThat(drill.tables()).isEqualTo(backup.manifest().totals().tables());
            assertThat(drill.rows()).isEqualTo(backup.manifest().totals().rows());
            assertThat(drill.largeObjects())
                    .isEqualTo(backup.manifest().totals().largeObjects());
            assertThat(drill.schema()).isTrue();
            assertThat(Dumps.sorted(StockTools.dump(target))).as("4 jobs").isEqualTo(expected);
        }
    }
}
