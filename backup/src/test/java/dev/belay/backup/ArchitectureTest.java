package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.Architecture;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The whole package map. There is nothing in this module yet: the first class makes this red, and adds its line. */
final class ArchitectureTest {
    @Test
    void packagesUseExactlyTheseNeighbours() {
        Path classes = Path.of(System.getProperty("belay.classes"));

        assertThat(classes.resolve("dev/belay/backup/package-info.class")).exists();
        assertThat(Architecture.edges(classes.toString())).isEmpty();
    }
}
