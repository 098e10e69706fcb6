package dev.belay.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.db.Surroundings;
import dev.belay.tui.cli.Station;
import dev.belay.tui.shell.ProgramCache;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingServerTest {
    @TempDir
    Path folder;

    @Test
    void commandsTakeItForAServerInWhichTheFirstOfTwoMigrationsIsApplied() throws Exception {
        StringWriter said = new StringWriter();
        Station station = station();

        try (TrainingServer server = TrainingServer.start()) {
            int succeeded = Training.run(folder, station, server, new PrintWriter(said));

            // Two of the commands fail on purpose: one is nonsense, and one has nobody to ask.
            assertThat(succeeded).as(said.toString()).isEqualTo(12);
        }
        assertThat(said.toString())
                .containsPattern("applied +20250101000000")
                .containsPattern("pending +20250102000000")
                .contains("CREATE TABLE app.person (")
                .contains("there is no verb \"nonsense\"");
    }

    @Test
    void allScreensAreShownToNobody() throws Exception {
        try (TrainingServer server = TrainingServer.start()) {
            assertThat(Training.screens(folder, station(), server)).isZero();
        }
    }

    private Station station() {
        return new Station(
                folder,
                new Surroundings(Map.of(), folder),
                new SystemConsole(Map.of(), false),
                (signal, action) -> false,
                Clock.systemUTC(),
                () -> {
                    throw new IllegalStateException("training starts no server");
                },
                ProgramCache.none());
    }
}
