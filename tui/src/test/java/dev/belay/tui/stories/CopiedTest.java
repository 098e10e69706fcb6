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
final class CopiedTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsSelectedGoesToTheClipboardOfTheTerminal(TestDatabase database) throws Exception {
        try (Terminal terminal = Story.of(folder, database).terminal()) {
            terminal.takingCopies()
                    .belay("tui")
                    .until("2 pending")
                    .press("2")
                    .until("002_book")
                    .press("Down", "y")
                    .until("copied: 002_book");

            assertThat(terminal.clipboard()).isEqualTo("002_book");
        }
    }
}
