package dev.belay.tui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class SilentNetworkTest {
    private static final Pattern PLACE = Pattern.compile("@([^:/@]+):(\\d+)/");

    @TempDir
    private Path folder;

    @Test
    void theScreenGoesOnWhileNobodyAnswersAndSaysSo(TestDatabase database) throws Exception {
        Matcher place = PLACE.matcher(database.url());
        assertThat(place.find()).isTrue();
        try (Swallower network = new Swallower(place.group(1), Integer.parseInt(place.group(2)));
                Rig rig = Rig.of(folder, place.replaceFirst("@127.0.0.1:" + network.port() + "/"))
                        .migration("001_author", "CREATE TABLE author (id int);", "DROP TABLE author;")
                        .open()) {
            rig.until("1 pending").until("connections");

            network.swallow(true);
            rig.press("r").until("no answer for");

            assertThat(rig.screen()).as("what was known stays").contains("1 pending");
            for (int round = 0; round < 5; round++) {
                for (int screen = 1; screen <= 7; screen++) {
                    long before = System.nanoTime();
                    rig.press(String.valueOf(screen), "down", "?", "esc");
                    assertThat((System.nanoTime() - before) / 1_000_000).isLessThan(1_000);
                }
            }
            rig.press("2", "u").until("making the plan");
        }
    }
}
