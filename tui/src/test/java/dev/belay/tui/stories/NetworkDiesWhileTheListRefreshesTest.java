package dev.belay.tui.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.tui.console.Swallower;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
@EnabledIf(value = "dev.belay.tui.stories.Terminal#available", disabledReason = "tmux is not installed")
final class NetworkDiesWhileTheListRefreshesTest {
    @TempDir
    private Path folder;

    private static final Pattern PLACE = Pattern.compile("@([^:/@]+):(\\d+)/");

    @Test
    void whatWasKnownStaysAndEveryKeyIsAnswered(TestDatabase database) throws Exception {
        Matcher place = PLACE.matcher(database.url());
        assertThat(place.find()).isTrue();
        try (Swallower network = new Swallower(place.group(1), Integer.parseInt(place.group(2)));
                Terminal terminal = Story.of(folder, database)
                        .terminal(
                                Map.of("DATABASE_URL", place.replaceFirst("@127.0.0.1:" + network.port() + "/")),
                                80,
                                24)) {
            terminal.belay("tui").until("2 pending").press("2").until("002_book");

            network.swallow(true);
            terminal.press("r").until("no answer for");
            assertThat(terminal.screen()).contains("001_author", "002_book");
            terminal.press("Down")
                    .until("CREATE TABLE book")
                    .press("?")
                    .until("esc closes")
                    .press("Escape");
            terminal.press("6", "1").until("2 pending");

            terminal.press("q").isAShellAgain();
        }
    }
}
