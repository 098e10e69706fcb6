package dev.belay.tui.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
@EnabledIf(value = "dev.belay.tui.stories.Terminal#available", disabledReason = "tmux is not installed")
final class AFailureIsMendedInTheEditorTest {
    @TempDir
    private Path folder;

    @Test
    void whatFailedSaysWhereAndGoesUpOnceItIsMended(TestDatabase database) throws Exception {
        Story story = Story.of(folder, database)
                .migration("003_wrong", "CREATE TABLE wrong (id int, id int);\n", "DROP TABLE wrong;")
                .file("editor", "echo 'CREATE TABLE wrong (id int);' >$1\n");
        try (Terminal terminal = story.terminal(Map.of("EDITOR", "sh " + folder.resolve("editor")), 100, 30)) {
            terminal.belay("tui").until("3 pending").press("2").until("003_wrong");
            terminal.press("u").until("Apply").press("y").until("FAILED").until("specified more than once");

            terminal.press("2")
                    .until("failed")
                    .press("End")
                    .until("id int, id int")
                    .press("e");
            terminal.without("id int, id int")
                    .press("u")
                    .until("Apply")
                    .press("y")
                    .until("1 migration in");

            assertThat(database.tables()).contains("public.wrong");
        }
    }
}
