package dev.belay.tui.stories;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
@EnabledIf(value = "dev.belay.tui.stories.Terminal#available", disabledReason = "tmux is not installed")
final class DrillAndSeeItOnTheOverviewTest {
    @TempDir
    private Path folder;

    @Test
    void aBackupIsProvenAndTheOverviewSaysWhen(TestDatabase database) throws Exception {
        database.execute("CREATE TABLE author (id int PRIMARY KEY)", "INSERT INTO author VALUES (1), (2)");
        try (Terminal terminal = Story.of(folder, database).terminal()) {
            terminal.belay("tui").until("there is no good backup").press("4").until("There are no backups");
            terminal.press("b")
                    .until("Back up ")
                    .press("y")
                    .until("done")
                    .press("4")
                    .until("never");

            terminal.press("t").until("Drill").press("y").until("equal:").until("2 rows compared");

            terminal.press("1").until("passed").without("there is no good backup");
        }
    }
}
