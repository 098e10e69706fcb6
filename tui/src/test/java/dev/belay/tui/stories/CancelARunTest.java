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
final class CancelARunTest {
    @TempDir
    private Path folder;

    @Test
    void aRunIsStoppedInGoodOrder(TestDatabase database) throws Exception {
        Story story = Story.of(folder, database)
                .migration("003_slow", "CREATE TABLE half (id int); SELECT pg_sleep(60);\n", "SELECT 1;");
        try (Terminal terminal = story.terminal()) {
            terminal.belay("tui")
                    .until("3 pending")
                    .press("2")
                    .until("003_slow")
                    .press("u")
                    .until("Apply")
                    .press("y")
                    .until("pg_sleep");

            terminal.press("c").until("Stop \"").press("y").until("STOPPED");

            assertThat(database.tables())
                    .contains("public.author", "public.book")
                    .doesNotContain("public.half");
            terminal.press("q").isAShellAgain();
        }
    }
}
