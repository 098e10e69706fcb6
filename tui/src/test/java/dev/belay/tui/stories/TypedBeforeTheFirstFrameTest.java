package dev.belay.tui.stories;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
@EnabledIf(value = "dev.belay.tui.stories.Terminal#available", disabledReason = "tmux is not installed")
final class TypedBeforeTheFirstFrameTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsTypedWhileItStartsIsNotLost(TestDatabase database) {
        try (Terminal terminal = Story.of(folder, database).terminal()) {
            terminal.belay("tui").type("6");

            terminal.until("Sessions at work");
            terminal.press("q").isAShellAgain();
        }
    }
}
