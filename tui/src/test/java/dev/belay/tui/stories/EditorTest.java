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
final class EditorTest {
    @TempDir
    private Path folder;

    @Test
    void theEditorHasTheTerminalAndGivesItBack(TestDatabase database) throws Exception {
        Story story = Story.of(folder, database)
                .file("editor", "echo editing $(basename $1); read line; echo \"-- $line\" >>$1\n");
        try (Terminal terminal =
                story.terminal(java.util.Map.of("EDITOR", "sh " + folder.resolve("editor")), 120, 40)) {
            terminal.belay("tui")
                    .until("2 pending")
                    .press("2")
                    .until("002_book")
                    .press("e")
                    .until("editing 001_author.sql");

            terminal.line("a remark of mine").until("2 pending (2)").until("-- a remark of mine");

            assertThat(folder.resolve("001_author.sql")).content().endsWith("-- a remark of mine\n");
            terminal.press("q").isAShellAgain();
        }
    }

    @Test
    void anEditorThatCannotBeStartedIsTold(TestDatabase database) throws Exception {
        Story story = Story.of(folder, database);
        try (Terminal terminal = story.terminal(java.util.Map.of("EDITOR", "no-such-editor -w"), 80, 24)) {
            terminal.belay("tui")
                    .until("2 pending")
                    .press("2")
                    .until("002_book")
                    .press("e");

            terminal.until("\"no-such-editor -w\" cannot be started");
            assertThat(terminal.screen()).contains("EDITOR", "2 pending (2)");
            terminal.press("q").isAShellAgain();
        }
    }

    @Test
    void sigtermEndsTheEditorAndGivesTheTerminalBack(TestDatabase database) throws Exception {
        Story story = Story.of(folder, database).file("editor", "echo editing; sleep 100; echo never\n");
        try (Terminal terminal = story.terminal(java.util.Map.of("EDITOR", "sh " + folder.resolve("editor")), 80, 24)) {
            terminal.belay("tui")
                    .until("2 pending")
                    .press("2")
                    .until("002_book")
                    .press("e");
            terminal.until("editing").signal("TERM");

            terminal.prompt().line("echo exit=$?").until("exit=143").isAShellAgain();
        }
    }
}
