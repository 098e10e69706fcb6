package dev.belay.tui.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
@EnabledIf(value = "dev.belay.tui.stories.Terminal#available", disabledReason = "tmux is not installed")
final class TheMouseTest {
    @TempDir
    private Path folder;

    @Test
    void aClickOpensAScreenAndTakesARowAndTheWheelMoves(TestDatabase database) throws Exception {
        try (Terminal terminal = Story.of(folder, database).terminal()) {
            terminal.belay("tui --mouse").until("2 pending");
            int tab = terminal.screen().lines().toList().get(1).indexOf("Migrations");
            terminal.click(tab + 2, 1).until("002_book").until("CREATE TABLE author");
            List<String> lines = terminal.screen().lines().toList();
            int row = lines.indexOf(lines.stream()
                    .filter(line -> line.contains("002_book"))
                    .findFirst()
                    .orElseThrow());

            terminal.click(10, row).until("CREATE TABLE book");
            terminal.bytes("\033[<64;10;10M").until("CREATE TABLE author");

            terminal.press("q").isAShellAgain();
        }
    }

    @Test
    void withoutTheOptionTextIsSelectedAsEver(TestDatabase database) throws Exception {
        try (Terminal terminal = Story.of(folder, database).terminal()) {
            terminal.belay("tui").until("2 pending");

            assertThat(terminal.takesTheMouse()).isFalse();
            terminal.press("q").isAShellAgain();
        }
    }

    @Test
    void itIsTakenAgainAfterSomebodyElseHadTheTerminal(TestDatabase database) throws Exception {
        try (Terminal terminal = Story.of(folder, database).terminal()) {
            terminal.belay("tui --mouse").until("2 pending");
            assertThat(terminal.takesTheMouse()).isTrue();

            terminal.signal("STOP").until("ready>").line("printf '\\033[?1000;1006l'; echo mouse is off");
            // What is typed is not seen: the terminal is still set as the full screen needs it.
            terminal.until("mouse is off");
            assertThat(terminal.takesTheMouse()).isFalse();
            terminal.line("fg").untilItTakesTheMouse().until("2 pending");

            terminal.press("q").isAShellAgain();
            assertThat(terminal.takesTheMouse()).isFalse();
        }
    }
}
