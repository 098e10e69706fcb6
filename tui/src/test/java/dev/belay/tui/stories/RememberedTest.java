package dev.belay.tui.stories;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
@EnabledIf(value = "dev.belay.tui.stories.Terminal#available", disabledReason = "tmux is not installed")
final class RememberedTest {
    @TempDir
    private Path folder;

    @Test
    void theScreenAndTheFilterAreStillThere(TestDatabase database) throws Exception {
        try (Terminal terminal = Story.of(folder, database).terminal()) {
            terminal.belay("tui")
                    .until("2 pending")
                    .press("2")
                    .until("002_book")
                    .press("/")
                    .type("book")
                    .press("Enter")
                    .until("1 of 2");
            terminal.press("q").isAShellAgain();

            terminal.belay("tui").until("1 of 2").without("001_author");
        }
    }
}
