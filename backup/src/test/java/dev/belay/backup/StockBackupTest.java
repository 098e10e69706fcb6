package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.archive.Compression;
import dev.belay.backup.archive.Compression.Algorithm;
import dev.belay.testing.Corpora;
import dev.belay.testing.InstalledServer;
import dev.belay.testing.StockDump;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Real databases: what stock tools restore from our archive is, to stock tools, the original. */
@Tag("server")
final class StockBackupTest {
    @TempDir
    Path scratch;

    @TestFactory
    Stream<DynamicTest> everyRealDatabaseComesBackToTheLastByte() throws IOException {
        List<Path> dumps = Corpora.dumps();
        Assumptions.assumeFalse(dumps.isEmpty(), "gate not run: no corpora beside the repository");
        Optional<TestServer> server = InstalledServer.of(Stock.MAJOR);
        Assumptions.assumeTrue(server.isPresent(), "gate not run: PostgreSQL 15 is not installed");
        return dumps.stream()
                .map(dump -> DynamicTest.dynamicTest(
                        dump.getFileName().toString(), () -> comesBack(server.orElseThrow(), dump)));
    }

    private void comesBack(TestServer server, Path dump) throws IOException {
        try (TestDatabase source = server.createDatabase()) {
            StockDump.load(source, Corpora.text(dump));
            BackupOptions options = BackupOptions.builder()
                    .compression(Compression.of(Algorithm.GZIP))
                    .build();
            BackupResult result = new Backup(Stock.database(source), options, "0", BackupListener.NONE)
                    .to(new FolderStorage(scratch));
            String expected = Dumps.sorted(Stock.dump(source));

            for (int jobs : List.of(1, 4)) {
                try (TestDatabase target = server.createDatabase()) {
                    Stock.restore(scratch.resolve(result.archive()), target, jobs);

                    assertThat(Dumps.sorted(Stock.dump(target))).isEqualTo(expected);
                }
            }
        }
    }
}
