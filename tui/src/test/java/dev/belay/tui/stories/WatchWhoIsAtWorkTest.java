package dev.belay.tui.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
@EnabledIf(value = "dev.belay.tui.stories.Terminal#available", disabledReason = "tmux is not installed")
final class WatchWhoIsAtWorkTest {
    @TempDir
    private Path folder;

    @Test
    void theCommandDrawsItAgainAndAgainAndCtrlCLeavesTheTerminalAsItWas(TestDatabase database) throws Exception {
        try (Terminal terminal = Story.of(folder, database).terminal(Map.of(), 120, 30);
                Connection other = database.connect()) {
            terminal.belay("activity --watch --every 1s").until("nobody else is at work");
            other.createStatement().execute("BEGIN; SELECT 'somebody'");
            terminal.until("idle in transaction").until("1 at work");
            assertThat(terminal.screen().lines().filter(line -> line.contains("connections")))
                    .as("drawn over what was there")
                    .hasSize(1);

            terminal.press("C-c")
                    .prompt()
                    .line("echo exit=$?")
                    .until("exit=130")
                    .isAShellAgain();
        }
    }
}
