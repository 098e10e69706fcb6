package dev.belay.tui.stories;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
@EnabledIf(value = "dev.belay.tui.stories.Terminal#available", disabledReason = "tmux is not installed")
final class SuspendAndComeBackTest {
    @TempDir
    private Path folder;

    @Test
    void ctrlZGoesToTheShellAndFgComesBack(TestDatabase database) throws Exception {
        try (Terminal terminal = Story.of(folder, database).terminal()) {
            terminal.belay("tui")
                    .until("2 pending")
                    .press("2")
                    .until("002_book")
                    .press("C-z");
            terminal.without("002_book").until("topped").isAShellAgain();

            terminal.line("fg").until("002_book").press("1").until("2 pending");
            // A signal from outside does the same.
            new ProcessBuilder("kill", "-TSTP", "" + terminal.process().pid())
                    .start()
                    .waitFor();
            terminal.without("2 pending").isAShellAgain();
            terminal.line("fg").until("2 pending").press("q").isAShellAgain();
        }
    }
}
