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
final class SixteenColorsTest {
    @TempDir
    private Path folder;

    @Test
    void noMoreColorsThanTheTerminalHas(TestDatabase database) throws Exception {
        try (Terminal terminal = Story.of(folder, database).terminal(Map.of("TERM", "xterm"), 80, 24)) {
            terminal.belay("tui --env prod").until("2 pending");
            String few = terminal.colored();
            terminal.press("q").isAShellAgain().line("TERM=xterm-256color; export TERM; clear");
            terminal.belay("tui --env prod").until("2 pending");

            assertThat(few).contains("\u001b[").doesNotContain("38;5;", "48;5;", "38;2;");
            assertThat(terminal.colored()).contains("48;5;");
        }
    }
}
