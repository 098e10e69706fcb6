package dev.belay.tui.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
@EnabledIf(value = "dev.belay.tui.stories.Terminal#available", disabledReason = "tmux is not installed")
final class FoundByThePaletteTest {
    @TempDir
    private Path folder;

    @Test
    void whoKnowsNoKeyFindsTheBackupByItsName(TestDatabase database) throws Exception {
        try (Terminal terminal = Story.of(folder, database).terminal()) {
            terminal.belay("tui").until("2 pending").press(":").until("Everything that can be done");
            terminal.type("back up")
                    .until("belay backup --env dev")
                    .press("Enter")
                    .until("Back up ")
                    .press("y")
                    .until("done");

            assertThat(folder.resolve("backups")).isNotEmptyDirectory();
        }
    }
}
