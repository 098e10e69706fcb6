package dev.belay.tui.stories;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
@EnabledIf(value = "dev.belay.tui.stories.Terminal#available", disabledReason = "tmux is not installed")
final class TheTerminalIsGivenBackTest {
    @TempDir
    private Path folder;

    @Test
    void whateverEndsItTheTerminalIsAsItWas(TestDatabase database) throws Exception {
        for (String signal : new String[] {"TERM", "INT", "HUP"}) {
            try (Terminal terminal = Story.of(folder, database).terminal()) {
                terminal.belay("tui").until("2 pending");
                new ProcessBuilder("kill", "-" + signal, "" + terminal.process().pid())
                        .start()
                        .waitFor();

                terminal.without("2 pending").isAShellAgain();
            }
        }
    }
}
