package dev.belay.tui.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
@EnabledIf(value = "dev.belay.tui.stories.Terminal#available", disabledReason = "tmux is not installed")
final class CancelAnIndexBuildTest {
    @TempDir
    private Path folder;

    @Test
    void aBuildThatWaitsForAReaderIsStoppedAndLaterGoesOn(TestDatabase database) throws Exception {
        Story story = Story.of(folder, database)
                .migration(
                        "003_index",
                        "CREATE INDEX CONCURRENTLY author_name ON author (name);\n",
                        "DROP INDEX author_name;");
        try (Terminal terminal = story.terminal();
                Connection reader = database.connect()) {
            terminal.belay("tui").until("3 pending").press("2").until("003_index");
            reader.createStatement().execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1");
            terminal.press("u").until("Apply").press("y").until("waits for:").until("idle in transaction");

            terminal.press("c").until("Stop \"").press("y").until("STOPPED");
            reader.createStatement().execute("COMMIT");
            terminal.press("2", "u").until("Apply").press("y").until("1 migration in");

            assertThat(database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'author_name'::regclass"))
                    .containsExactly("t");
        }
    }
}
