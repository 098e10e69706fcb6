package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.Architecture;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The whole package map. A new edge shows up here, in the diff, where it can be argued about. */
final class ArchitectureTest {
    @Test
    void packagesUseExactlyTheseNeighbours() {
        assertThat(Architecture.edges(System.getProperty("belay.classes")))
                .isEqualTo(Map.of(
                        "dev.belay.backup",
                        Set.of(
                                "dev.belay.backup.archive",
                                "dev.belay.backup.data",
                                "dev.belay.backup.storage",
                                "dev.belay.core",
                                "dev.belay.core.catalog",
                                "dev.belay.core.content",
                                "dev.belay.core.db"),
                        "dev.belay.backup.archive",
                        Set.of("dev.belay.backup.storage", "dev.belay.core", "dev.belay.core.db"),
                        "dev.belay.backup.crypto",
                        Set.of("dev.belay.core"),
                        "dev.belay.backup.data",
                        Set.of(
                                "dev.belay.core",
                                "dev.belay.core.catalog",
                                "dev.belay.core.content",
                                "dev.belay.core.db"),
                        "dev.belay.backup.restore",
                        Set.of(
                                "dev.belay.backup",
                                "dev.belay.backup.archive",
                                "dev.belay.backup.storage",
                                "dev.belay.core",
                                "dev.belay.core.apply",
                                "dev.belay.core.catalog",
                                "dev.belay.core.content",
                                "dev.belay.core.db",
                                "dev.belay.core.script"),
                        "dev.belay.backup.s3",
                        Set.of("dev.belay.backup.storage", "dev.belay.core"),
                        "dev.belay.backup.storage",
                        Set.of("dev.belay.core")));
    }
}
