package dev.belay.tui.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
@EnabledIf(value = "dev.belay.tui.stories.Terminal#available", disabledReason = "tmux is not installed")
final class RedoAndReadWhatWasRunTest {
    @TempDir
    private Path folder;

    @Test
    void aMigrationIsDoneAnewAndTheHistoryHasBothWays(TestDatabase database) throws Exception {
        try (Terminal terminal = Story.of(folder, database).terminal(Map.of(), 120, 30)) {
            terminal.belay("tui").until("2 pending").press("2").until("002_book");
            terminal.press("u").until("Apply").press("y").until("2 migrations in");
            database.execute("INSERT INTO book VALUES (1, 1)");

            terminal.press("2").without("pending").press("End").until("CREATE TABLE book");
            terminal.press("R").until("Undo and apply again").press("y").until("2 steps in");
            assertThat(database.query("SELECT count(*) FROM book")).containsExactly("0");
            terminal.press("7")
                    .until("1 step reverted")
                    .press("t")
                    .until("what was run")
                    .until("CREATE TABLE book");
        }
    }
}
