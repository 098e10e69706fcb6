package dev.belay.tui.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
@EnabledIf(value = "dev.belay.tui.stories.Terminal#available", disabledReason = "tmux is not installed")
final class NamesOfManyScriptsTest {
    @TempDir
    private Path folder;

    @Test
    void wideNamesKeepTheirColumnsAndControlsDoNothing(TestDatabase database) throws Exception {
        Story story = Story.of(folder, database)
                .migration(
                        "003_\u4f5c\u8005\u8868",
                        "CREATE TABLE \"\u4f5c\u8005\" (\"\u540d\u524d\" text);\n",
                        "SELECT 1;")
                .migration("004_e\u0301t\u00e9", "SELECT '\u001b[31mred\u0007 \u2705';\n", "SELECT 1;");
        try (Terminal terminal = story.terminal(Map.of(), 100, 30)) {
            terminal.belay("tui").until("4 pending").press("2").until("\u4f5c\u8005\u8868");

            List<String> rows = terminal.screen()
                    .lines()
                    .filter(line -> line.contains("pending") && line.contains("00"))
                    .toList();
            assertThat(rows).hasSize(4);
            assertThat(rows.stream()
                            .map(NamesOfManyScriptsTest::cellsBeforeState)
                            .distinct())
                    .hasSize(1);
            terminal.press("End").until("[31mred");
            assertThat(terminal.screen()).doesNotContain("\u001b");
        }
    }

    /** Those of the name in Chinese are two cells each. */
    private static long cellsBeforeState(String row) {
        String before = row.substring(0, row.indexOf("pending"));
        return before.codePoints()
                .map(code -> Character.isIdeographic(code)
                        ? 2
                        : Character.getType(code) == Character.NON_SPACING_MARK ? 0 : 1)
                .sum();
    }
}
