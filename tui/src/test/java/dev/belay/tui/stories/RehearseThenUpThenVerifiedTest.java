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
final class RehearseThenUpThenVerifiedTest {
    @TempDir
    private Path folder;

    @Test
    void theSpecHoldsInTheRehearsalAndThenInTheDatabase(TestDatabase database) throws Exception {
        Story story = Story.of(folder, database)
                .migration("003_index", "CREATE INDEX book_author ON book (author);\n", "DROP INDEX book_author;")
                .file("verify.yaml", """
                version: 1
                tables:
                  public.author:
                    columns: {id: integer, name: text}
                """);
        try (Terminal terminal = story.terminal()) {
            terminal.belay("tui").until("3 pending").press("5", "v").until("missing");
            terminal.press("2", "t").until("Rehearse what").press("y").until("and went up again");
            assertThat(database.tables()).isEmpty();

            terminal.press("2")
                    .until("rehearsed ")
                    .press("u")
                    .until("Apply what is pending")
                    .press("y")
                    .until("3 migrations in");
            terminal.press("5", "v").until("everything is as the spec has it");
        }
    }
}
