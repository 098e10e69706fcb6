package dev.belay.tui.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf(value = "dev.belay.tui.stories.Terminal#available", disabledReason = "tmux is not installed")
final class TerminalTest {
    @TempDir
    private Path folder;

    /** Belay writes down where it was when its terminal goes away: into a folder that is deleted after the story. */
    @Test
    void closesWhenEverythingInItHasEnded() {
        try (Terminal terminal = Terminal.open(folder, Map.of(), 80, 24)) {
            terminal.line(
                            "sh -c 'trap \"sleep 1; echo > late; exit\" HUP; echo read\"\"y; while :; do sleep 0.1; done'")
                    .until("ready\n");
        }

        assertThat(folder.resolve("late")).exists();
    }
}
