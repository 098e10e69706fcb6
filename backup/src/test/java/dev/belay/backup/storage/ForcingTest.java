package dev.belay.backup.storage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForcingTest {
    @TempDir
    private Path folder;

    @Test
    void whatDidNotReachTheDiskIsSaidAtTheEnd() throws Exception {
        Path good = Files.writeString(folder.resolve("good"), "x");
        try (Forcing forcing = new Forcing()) {
            forcing.begin(folder.resolve("gone"));
            forcing.begin(good);

            assertThatThrownBy(forcing::await).isInstanceOf(IOException.class).hasMessageContaining("gone");
        }
    }

    @Test
    void theEndWaitsForAll() throws Exception {
        try (Forcing forcing = new Forcing()) {
            for (int i = 0; i < 20; i++) {
                forcing.begin(Files.writeString(folder.resolve("file" + i), "x"));
            }

            assertThatCode(forcing::await).doesNotThrowAnyException();
        }
    }
}
