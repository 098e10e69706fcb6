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
final class TooSmallATerminalTest {
    @TempDir
    private Path folder;

    @Test
    void itSaysSoAndComesBackWithRoom(TestDatabase database) throws Exception {
        try (Terminal terminal = Story.of(folder, database).terminal(Map.of(), 40, 10)) {
            terminal.belay("tui").until("dev").until("2 pending");

            terminal.resize(30, 8)
                    .until("belay needs 40x10")
                    .resize(200, 60)
                    .until("What to do")
                    .press("2");
            terminal.until("CREATE TABLE author").press("q").isAShellAgain();
        }
    }
}
