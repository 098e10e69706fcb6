package dev.belay.tui.stories;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
@EnabledIf(value = "dev.belay.tui.stories.Terminal#available", disabledReason = "tmux is not installed")
final class DriftIsSeenSideBySideTest {
    @TempDir
    private Path folder;

    @Test
    void whatSomebodyChangedByHandIsFound(TestDatabase database) throws Exception {
        database.execute("CREATE TABLE author (id int PRIMARY KEY)");
        try (Terminal terminal = Story.of(folder, database).terminal(Map.of(), 120, 30)) {
            terminal.belay("snapshot").prompt();
            database.execute("ALTER TABLE author ADD COLUMN by_hand text");

            terminal.belay("tui").until("the schema is not that of the snapshot");
            terminal.press("5", "d").until("Drift from").until("author").until("by_hand");
        }
    }
}
