package dev.belay.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingServerTest {
    @TempDir
    Path folder;

    @Test
    void statusAndPlanTakeItForAServerInWhichNothingIsThereYet() throws Exception {
        Files.writeString(folder.resolve("20250101000000_train.sql"), "SELECT 1;\n-- //@UNDO\nSELECT 1;\n");
        Files.writeString(
                folder.resolve("belay.yaml"), "convention: mybatis\nenvironments: {dev: {url: \"${DATABASE_URL}\"}}\n");
        StringWriter said = new StringWriter();

        try (TrainingServer server = TrainingServer.start()) {
            // Two of the commands fail on purpose: one is nonsense, one has nothing to undo or nobody to ask.
            assertThat(Training.run(folder, server, new PrintWriter(said))).isGreaterThanOrEqualTo(5);
        }
        assertThat(said.toString()).contains("20250101000000", "pending", "there is no verb \"nonsense\"");
    }
}
