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
final class ReadOnlyTest {
    @TempDir
    private Path folder;

    @Test
    void theServerRefusesToo(TestDatabase database) throws Exception {
        try (Terminal terminal = Story.of(folder, database).terminal()) {
            terminal.belay("tui --read-only").until("READ-ONLY").until("2 pending");
            terminal.press("2").until("002_book").press("u").until("started with --read-only");

            assertThat(database.tables()).isEmpty();
        }
    }
}
