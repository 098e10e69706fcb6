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
final class PastedTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsPastedStartsNothing(TestDatabase database) throws Exception {
        try (Terminal terminal = Story.of(folder, database).terminal()) {
            terminal.belay("tui").until("2 pending").press("2").until("002_book");

            terminal.paste("uy\nuy\nq").until("what is pasted is not taken for keys");

            assertThat(database.tables()).isEmpty();
            terminal.press("q").isAShellAgain();
        }
    }
}
