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
final class GoToAnotherEnvironmentTest {
    @TempDir
    private Path folder;

    @Test
    void theScreensAreAboutTheOneWhoseNameIsInTheFirstRow(TestDatabase database) throws Exception {
        Story story = Story.of(folder, database).file("belay.yaml", """
                project: shop
                convention: plain
                environments:
                  dev: {url: "${DATABASE_URL}"}
                  prod: {url: "${DATABASE_URL}", protected: true}
                  lost: {url: "postgresql://nobody@127.0.0.1:9/none"}
                  wrong: {url: "${NO_SUCH_VARIABLE}"}
                default_environment: dev
                """);
        try (Terminal terminal = story.terminal()) {
            terminal.belay("tui").until("2 pending").press("2").until("002_book");
            terminal.press("@")
                    .until("protected")
                    .type("prod")
                    .press("Enter")
                    .until("PROTECTED")
                    .until("002_book");
            terminal.press("u").until("Type the name of the environment").press("Escape");

            terminal.press(":").type("env wrong").press("Enter").until("NO_SUCH_VARIABLE");
            assertThat(terminal.screen()).startsWith(" prod ");
            terminal.press(":").type("env lost").press("Enter").until("refused");
            assertThat(terminal.screen()).startsWith(" lost ").doesNotContain("PROTECTED", "002_book");
            terminal.press(":").type("env dev").press("Enter").until("002_book");

            terminal.press("q").isAShellAgain();
        }
    }
}
