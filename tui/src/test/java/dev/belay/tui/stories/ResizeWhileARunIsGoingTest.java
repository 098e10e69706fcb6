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
final class ResizeWhileARunIsGoingTest {
    @TempDir
    private Path folder;

    @Test
    void everythingFollowsTheNewSize(TestDatabase database) throws Exception {
        Story story = Story.of(folder, database).migration("003_slow", "SELECT pg_sleep(5);\n", "SELECT 1;");
        try (Terminal terminal = story.terminal()) {
            terminal.belay("tui")
                    .until("3 pending")
                    .press("2")
                    .until("003_slow")
                    .press("u")
                    .until("Apply")
                    .press("y")
                    .until("pg_sleep");

            terminal.resize(120, 40).until("pg_sleep");
            Terminal.pause(500);
            assertThat(terminal.screen().lines().mapToInt(String::length).max()).hasValue(120);
            terminal.resize(60, 15).until("3 Run");
            terminal.resize(80, 24).press("1").until("3: AT WORK").press("3").until("3 migrations in");
            terminal.press("q").isAShellAgain();
        }
    }
}
