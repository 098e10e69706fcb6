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
final class RestoreNeedsTheTypedNameTest {
    @TempDir
    private Path folder;

    @Test
    void overTheDatabaseOnlyWithItsName(TestDatabase database) throws Exception {
        try (Terminal terminal = Story.of(folder, database).terminal()) {
            terminal.belay("tui")
                    .until("2 pending")
                    .press("2")
                    .until("002_book")
                    .press("u")
                    .until("Apply")
                    .press("y")
                    .until("2 migrations in");
            terminal.press("4")
                    .until("There are no backups")
                    .press("b")
                    .until("Back up ")
                    .press("y")
                    .until("done");
            database.execute("DELETE FROM author");

            terminal.press("4")
                    .until("never")
                    .press("R")
                    .until("over \"")
                    .press("Down", "Enter")
                    .until("Type the name of the database");
            terminal.press("y", "Enter")
                    .until("that is not its name")
                    .press("C-u")
                    .type(database.name())
                    .press("Enter")
                    .until("has 4 tables");

            assertThat(database.query("SELECT count(*) FROM author")).containsExactly("1000");
        }
    }
}
