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
final class SigtermDuringARunTest {
    @TempDir
    private Path folder;

    @Test
    void aRunThatIsTerminatedRollsBackAndSaysSo(TestDatabase database) throws Exception {
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

            new ProcessBuilder("kill", "-TERM", "" + terminal.process().pid())
                    .start()
                    .waitFor();

            terminal.prompt().line("echo exit=$?").until("exit=143").isAShellAgain();
            assertThat(database.tables())
                    .contains("public.author", "public.book")
                    .doesNotContain("public.half");
            assertThat(database.query("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(60)%'"))
                    .containsExactly("0");
        }
    }
}
