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
final class RehearseThenUpTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasRehearsedIsAppliedAndFoundThere(TestDatabase database) throws Exception {
        try (Terminal terminal = Story.of(folder, database).terminal()) {
            terminal.belay("tui").until("2 pending").press("2").until("002_book");
            terminal.press("t")
                    .until("Rehearse what is pending")
                    .press("y")
                    .until("everything went up, led back, and went up again");
            assertThat(database.tables()).isEmpty();

            terminal.press("2", "u").until("Apply what is pending").press("y").until("2 migrations in");
            terminal.press("7").until("2 steps applied").press("5", "t").until("public.author");

            assertThat(database.tables()).contains("public.author", "public.book");
        }
    }
}
