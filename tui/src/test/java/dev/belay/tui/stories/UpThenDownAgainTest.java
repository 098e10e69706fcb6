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
final class UpThenDownAgainTest {
    @TempDir
    private Path folder;

    @Test
    void upIsShownAgreedToRunAndUndone(TestDatabase database) throws Exception {
        try (Terminal terminal = Story.of(folder, database).terminal()) {
            terminal.belay("tui").until("2 pending");
            terminal.press("2")
                    .until("002_book")
                    .press("u")
                    .until("Apply what is pending")
                    .press("y")
                    .until("2 migrations in");
            assertThat(database.tables()).contains("public.author", "public.book");

            terminal.press("2")
                    .without("pending")
                    .press("d")
                    .until("Undo the last migration")
                    .press("y")
                    .until("1 migration in");

            assertThat(database.tables()).contains("public.author").doesNotContain("public.book");
            terminal.press("q").isAShellAgain();
        }
    }
}
