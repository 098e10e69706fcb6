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
final class WithoutColorsInAsciiTest {
    @TempDir
    private Path folder;

    @Test
    void nothingButAsciiAndNoColor(TestDatabase database) throws Exception {
        try (Terminal terminal =
                Story.of(folder, database).terminal(java.util.Map.of("NO_COLOR", "1", "LC_ALL", "C"), 80, 24)) {
            terminal.belay("tui").until("2 pending");

            assertThat(terminal.screen()).matches("(?s)[\\x20-\\x7e\\n]*").contains("+- Server");
        }
    }
}
