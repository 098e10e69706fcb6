package dev.belay.tui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramFolderTest {
    @TempDir
    private Path folder;

    @Test
    void isInTheCacheOfTheUserOrElseInTheTemporaryFolder() {
        Path other = Path.of("/t/belay-me");

        assertThat(places(Map.of("HOME", "/h"))).containsExactly(Path.of("/h/.cache/belay/embedded"), other);
        assertThat(places(Map.of("HOME", "/h", "XDG_CACHE_HOME", "/x")))
                .containsExactly(Path.of("/x/belay/embedded"), other);
        assertThat(places(Map.of("HOME", "/h", "BELAY_CACHE", "/b"))).containsExactly(Path.of("/b/embedded"), other);
        assertThat(places(Map.of("HOME", "relative"))).containsExactly(other);
        assertThat(places(Map.of())).containsExactly(other);
    }

    private static List<Path> places(Map<String, String> environment) {
        return ProgramFolder.places(environment, Path.of("/t"), "me");
    }

    @Test
    void isForThisUserAlone() throws IOException {
        Path place = Files.createDirectories(folder.resolve("cache/embedded"));
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(ProgramFolder.choose(List.of(place))).isEqualTo(place);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                .isEqualTo("rwx------");
        assertThat(place).isEmptyDirectory();
    }

    @Test
    void takesTheNextPlaceWhenOneCannotBeMade() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(ProgramFolder.choose(List.of(file.resolve("x"), folder.resolve("good"))))
                .isEqualTo(folder.resolve("good"));
    }

    @Test
    void saysWhyNoPlaceWillDo() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> ProgramFolder.choose(List.of(file, Path.of("/proc/belay"))))
                .isInstanceOf(BelayException.class)
                .hasMessageStartingWith(
                        "there is no folder to unpack PostgreSQL in: " + file + " (cannot be written), /proc/belay (");
    }
}
