package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.archive.ArchiveReader;
import dev.belay.backup.archive.Golden;
import dev.belay.backup.archive.StockTools;
import dev.belay.testing.InstalledServer;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every pg_dump from 15 to 19 wrote, in every shape, becomes the database that stock pg_restore makes of it. */
@ServerTest
final class GoldenArchivesTest {
    private static TestServer server;
    private static String expected = "";

    @TempDir
    Path scratch;

    @BeforeAll
    static void stockToolsSaySo() {
        StockTools.assume();
        Golden.folder();
        Assumptions.assumeTrue(InstalledServer.of(15).isPresent(), "gate not run: PostgreSQL 15 is not installed");
        server = InstalledServer.of(15).orElseThrow();
        server.execute("DO $$ BEGIN CREATE ROLE golden_reader; EXCEPTION WHEN duplicate_object THEN END $$");
        try (TestDatabase database = server.createDatabase()) {
            StockTools.restore(Golden.file("pg15-custom-gzip.dump"), database, 1);
            expected = StockTools.dump(database);
        }
        assertThat(expected).contains("lowrite", "n300", "REFRESH MATERIALIZED VIEW");
    }

    @Test
    void everyArchiveWithDataIsRestored() throws IOException {
        int turn = 0;
        for (Path archive : Golden.archives()) {
            if (!archive.toString().contains("-schema")) {
                int jobs = 1 + turn++ % 4;
                try (TestDatabase database = server.createDatabase()) {
                    RestoreResult result = Restores.into(
                            database,
                            ArchiveReader.open(Golden.asWritten(archive, scratch)),
                            RestoreOptions.DEFAULT.withJobs(jobs));

                    assertThat(result.failed()).as(archive + ", jobs " + jobs).isEmpty();
                    assertThat(result.ok()).isTrue();
                    assertThat(StockTools.dump(database))
                            .as(archive + ", jobs " + jobs)
                            .isEqualTo(expected);
                }
            }
        }
        assertThat(turn).isGreaterThan(40);
    }
}
