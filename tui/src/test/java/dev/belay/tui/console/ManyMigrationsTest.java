package dev.belay.tui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class ManyMigrationsTest {
    /** Of a list of 5,000 rows; one frame. Half of it is seen on an idle machine. */
    private static final long MILLISECONDS = 20;

    @TempDir
    private Path folder;

    @Test
    void aListOfFiveThousandScrollsWithoutAPause(TestDatabase database) {
        Rig project = Rig.of(folder, database).size(120, 40);
        for (int i = 1; i <= 5_000; i++) {
            project.file("%05d_change.sql".formatted(i), "SELECT " + i + ";\n");
        }
        try (Rig rig = project.open()) {
            rig.press("2").until("5000 pending (5000)");
            String[] keys = {"down", "pgdn", "end", "home", "down", "up", "pgdn", "pgup"};
            for (int warm = 0; warm < 20; warm++) {
                rig.press(keys).screen();
            }

            long[] took = new long[100];
            for (int i = 0; i < took.length; i++) {
                long before = System.nanoTime();
                rig.press(keys[i % keys.length]).screen();
                took[i] = System.nanoTime() - before;
            }

            java.util.Arrays.sort(took);
            System.getLogger("belay").log(System.Logger.Level.INFO, "median " + took[50] / 1000 + " µs per key");
            assertThat(took[50] / 1_000_000).isLessThan(MILLISECONDS);
            rig.press("/").type("0423").press("enter").until("of 5000");
        }
    }
}
