package dev.belay.verify;

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
                        "dev.belay.verify.check",
                        Set.of("dev.belay.core", "dev.belay.core.db", "dev.belay.verify"),
                        "dev.belay.verify.content",
                        Set.of("dev.belay.core", "dev.belay.core.content", "dev.belay.core.db"),
                        "dev.belay.verify.query",
                        Set.of("dev.belay.core.db"),
                        "dev.belay.verify.adoption",
                        Set.of(
                                "dev.belay.core",
                                "dev.belay.core.apply",
                                "dev.belay.core.catalog",
                                "dev.belay.core.db",
                                "dev.belay.core.migration"),
                        "dev.belay.verify.rehearsal",
                        Set.of(
                                "dev.belay.core",
                                "dev.belay.core.apply",
                                "dev.belay.core.catalog",
                                "dev.belay.core.content",
                                "dev.belay.core.convention",
                                "dev.belay.core.db",
                                "dev.belay.core.history",
                                "dev.belay.core.migration",
                                "dev.belay.core.script",
                                "dev.belay.verify"),
                        "dev.belay.verify.spec",
                        Set.of(
                                "dev.belay.core",
                                "dev.belay.core.apply",
                                "dev.belay.core.catalog",
                                "dev.belay.core.config",
                                "dev.belay.core.content",
                                "dev.belay.core.db",
                                "dev.belay.core.history",
                                "dev.belay.core.migration",
                                "dev.belay.core.yaml",
                                "dev.belay.verify",
                                "dev.belay.verify.check",
                                "dev.belay.verify.query"),
                        "dev.belay.verify.usage",
                        Set.of("dev.belay.core", "dev.belay.core.db", "dev.belay.core.history")));
    }
}
