package dev.belay.tui.stories;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
@EnabledIf(value = "dev.belay.tui.stories.Terminal#available", disabledReason = "tmux is not installed")
final class NoTerminalTest {
    @TempDir
    private Path folder;

    @Test
    void withoutATerminalItSaysWhatToDo(TestDatabase database) throws Exception {
        try (Terminal terminal = Story.of(folder, database).terminal()) {
            terminal.belay("tui | cat").until("belay tui needs a terminal").until("belay status");
            terminal.belay("tui < /dev/null").until("needs a terminal");
        }
    }
}
