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
final class TheServerDiesAndComesBackTest {
    private static final Pattern PLACE = Pattern.compile("@([^:/@]+):(\\d+)/");

    @TempDir
    private Path folder;

    @Test
    void eachScreenSaysSoInItsPlaceAndHasItsDataAgainByItself(TestDatabase database) throws Exception {
        Matcher place = PLACE.matcher(database.url());
        assertThat(place.find()).isTrue();
        try (Swallower server = new Swallower(place.group(1), Integer.parseInt(place.group(2)));
                Terminal terminal = Story.of(folder, database)
                        .terminal(
                                Map.of("DATABASE_URL", place.replaceFirst("@127.0.0.1:" + server.port() + "/")),
                                100,
                                30)) {
            terminal.belay("tui")
                    .until("2 pending")
                    .press("2")
                    .until("002_book")
                    .press("u")
                    .until("Apply");
            terminal.press("y").until("2 migrations in").press("5").until("invalid-index");
            terminal.press("6").until("Nobody else is at work").press("7").until("steps applied");
            terminal.press("2").until("002_book").press("1").until("lock waits");

            server.die();
            terminal.until("refused").until("the doctor tries it step by step");
            terminal.press("2").until("refused").until("002_book");
            terminal.press("5").until("refused").until("invalid-index");
            terminal.press("7").until("refused");
            terminal.press("6").until("refused").without("Nobody else is at work");
            terminal.press("2").until("002_book").press("p").until("is the server running");
            terminal.press("d").until("is the server running").until("d down");
            terminal.press("4")
                    .until("b makes one")
                    .press("b")
                    .until("Back up t_")
                    .press("y");
            terminal.until("FAILED").until("hint: is the server running");

            server.comeBack();
            terminal.press("1").until("lock waits").without("refused").until("2 applied");
            terminal.press("5").without("refused").until("invalid-index");
            terminal.press("7").without("refused").until("steps applied");
            terminal.press("6").until("Nobody else is at work").without("refused");
            terminal.press("2").without("refused").press("d").until("Undo the last");
            terminal.press("y").until("1 migration in");

            terminal.press("q").isAShellAgain();
        }
    }
}
