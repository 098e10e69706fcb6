package dev.belay.tui.stories;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
@EnabledIf(value = "dev.belay.tui.stories.Terminal#available", disabledReason = "tmux is not installed")
final class TheShellKeepsItsOwnSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void whatSomebodyHadSetIsSetAgain(TestDatabase database) throws Exception {
        try (Terminal terminal = Story.of(folder, database).terminal()) {
            terminal.line("stty intr ^X erase ^H -ixon; stty -a >before; clear").prompt();

            terminal.belay("tui")
                    .until("2 pending")
                    .press("C-\\")
                    .press("2")
                    .until("002_book")
                    .press("q")
                    .prompt();
            terminal.line("stty -a >after; cmp before after && echo same=$?")
                    .until("same=0")
                    .isAShellAgain();
            terminal.belay("tui").until("002_book").signal("TERM").prompt();
            terminal.line("clear; stty -a >after; cmp before after && echo same=$?")
                    .until("same=0");
        }
    }
}
