package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tables and programs of other people look like: their keys, their columns, their exceptions. */
@ServerTest
final class DataMigrationRowsTest {
    @TempDir
    private Path folder;

    private Desk desk(TestDatabase database, String tables, String program) {
        return Desk.plain(folder, database)
                .migration("001_tables", tables, "SELECT 1")
                .file("002_fill.jsh", program);
    }

    @Test
    void aProgramThatSleepsIsWokenBySignals(TestDatabase database) throws Exception {
        Desk desk = desk(database, "CREATE TABLE item (id int);", """
                execute("INSERT INTO item VALUES (1)");
                log("asleep");
                Thread.sleep(3_600_000);
                """);
        CompletableFuture<Desk.Seen> run = CompletableFuture.supplyAsync(() -> desk.run("up"));
        while (database.query(
                        "SELECT FROM pg_stat_activity WHERE query LIKE 'INSERT INTO item%' AND state = 'idle in transaction'"
                                + " AND datname = current_database()")
                .isEmpty()) {
            assertThat(run.isDone()).isFalse();
            Thread.sleep(20);
        }
        desk.signals.get("INT").run();

        assertThat(run.get(5, TimeUnit.MINUTES).exit()).isEqualTo(130);
        assertThat(database.query("SELECT FROM item")).isEmpty();
    }
}
