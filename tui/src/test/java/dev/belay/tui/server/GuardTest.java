package dev.belay.tui.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GuardTest {
    @TempDir
    private Path folder;

    /** A server that was killed leaves its number behind, and the system gives it to somebody else. */
    @Test
    void stopsNobodyWhoHasGotTheNumberOfADeadServer() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Path server = server(stranger.pid());

            Guard.over(server).close();

            assertThat(stranger.isAlive()).isTrue();
            assertThat(server).as("what the server left is gone").doesNotExist();
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }

    @Test
    void stopsTheServerOfItsFolder() throws Exception {
        Path server = server(0);
        // A postmaster listens to SIGINT also where whoever started all this in the background ignores it.
        Process postmaster = new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        "tail",
                        "-f",
                        server.resolve("data/postmaster.pid").toString())
                .start();
        try {
            server(postmaster.pid());

            Guard.over(server).close();

            assertThat(postmaster.isAlive()).isFalse();
        } finally {
            postmaster.destroyForcibly().waitFor();
        }
    }

    private Path server(long pid) throws IOException {
        Path server = folder.resolve("belay-pg");
        Files.createDirectories(server.resolve("data"));
        Files.writeString(server.resolve("data/postmaster.pid"), pid + "\n");
        return server;
    }
}
