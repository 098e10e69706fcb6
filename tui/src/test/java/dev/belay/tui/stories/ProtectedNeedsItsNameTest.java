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
final class ProtectedNeedsItsNameTest {
    @TempDir
    private Path folder;

    @Test
    void upOnAProtectedEnvironmentOnlyWithItsName(TestDatabase database) throws Exception {
        try (Terminal terminal = Story.of(folder, database).terminal()) {
            terminal.belay("tui --env prod").until("PROTECTED").until("2 pending");
            terminal.press("2").until("002_book").press("u").until("Type the name of the environment");
            terminal.press("y", "Enter").until("that is not its name");
            assertThat(database.tables()).isEmpty();

            terminal.press("C-u").type("prod").press("Enter").until("2 migrations in");
            assertThat(database.tables()).contains("public.author", "public.book");
        }
    }
}
