package dev.belay.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.Architecture;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which package uses which: the whole map, so that nothing can pass by not being looked at. */
final class ArchitectureTest {
    @Test
    void packagesUseExactlyWhatTheyMay() {
        assertThat(Architecture.edges(System.getProperty("belay.classes")))
                .isEqualTo(Map.of(
                        "dev.belay.tui",
                        Set.of(
                                "dev.belay.backup",
                                "dev.belay.backup.archive",
                                "dev.belay.backup.crypto",
                                "dev.belay.backup.restore",
                                "dev.belay.backup.storage",
                                "dev.belay.core",
                                "dev.belay.core.activity",
                                "dev.belay.core.apply",
                                "dev.belay.core.catalog",
                                "dev.belay.core.config",
                                "dev.belay.core.convention",
                                "dev.belay.core.db",
                                "dev.belay.core.doctor",
                                "dev.belay.core.history",
                                "dev.belay.core.migration",
                                "dev.belay.core.script",
                                "dev.belay.tui.cli",
                                // The training shows the screens.
                                "dev.belay.tui.console",
                                "dev.belay.tui.report",
                                "dev.belay.tui.screen",
                                "dev.belay.tui.server",
                                "dev.belay.tui.shell",
                                "dev.belay.tui.terminal",
                                "dev.belay.verify",
                                "dev.belay.verify.adoption",
                                "dev.belay.verify.check",
                                "dev.belay.verify.content",
                                "dev.belay.verify.rehearsal",
                                "dev.belay.verify.spec",
                                "dev.belay.verify.usage"),
                        // No convention and no history: a verb asks the toolkit.
                        "dev.belay.tui.cli",
                        Set.of(
                                "dev.belay.backup",
                                "dev.belay.backup.archive",
                                "dev.belay.backup.restore",
                                "dev.belay.core",
                                "dev.belay.core.activity",
                                "dev.belay.core.apply",
                                "dev.belay.core.catalog",
                                "dev.belay.core.config",
                                "dev.belay.core.db",
                                "dev.belay.core.doctor",
                                "dev.belay.core.migration",
                                "dev.belay.core.script",
                                "dev.belay.tui",
                                // One verb, and it alone.
                                "dev.belay.tui.console",
                                "dev.belay.tui.report",
                                "dev.belay.tui.screen",
                                "dev.belay.tui.shell",
                                "dev.belay.tui.terminal",
                                "dev.belay.verify",
                                "dev.belay.verify.adoption",
                                "dev.belay.verify.content",
                                "dev.belay.verify.rehearsal",
                                "dev.belay.verify.usage"),
                        "dev.belay.tui.console",
                        Set.of(
                                "dev.belay.backup",
                                "dev.belay.backup.restore",
                                "dev.belay.core",
                                "dev.belay.core.activity",
                                "dev.belay.core.apply",
                                "dev.belay.core.catalog",
                                "dev.belay.core.db",
                                "dev.belay.core.history",
                                "dev.belay.core.migration",
                                "dev.belay.core.script",
                                "dev.belay.tui",
                                "dev.belay.tui.report",
                                "dev.belay.tui.screen",
                                "dev.belay.tui.terminal",
                                "dev.belay.verify",
                                "dev.belay.verify.rehearsal",
                                "dev.belay.verify.usage"),
                        // It knows no database.
                        "dev.belay.tui.screen",
                        Set.of("dev.belay.tui.report", "dev.belay.tui.terminal"),
                        // No verb: the command line lends it its own.
                        "dev.belay.tui.shell",
                        Set.of(
                                "dev.belay.core",
                                "dev.belay.core.apply",
                                "dev.belay.core.catalog",
                                "dev.belay.core.db",
                                "dev.belay.core.history",
                                "dev.belay.core.migration",
                                "dev.belay.core.script",
                                "dev.belay.tui",
                                "dev.belay.tui.report",
                                "dev.belay.verify"),
                        "dev.belay.tui.report",
                        Set.of(
                                "dev.belay.backup",
                                "dev.belay.backup.restore",
                                "dev.belay.backup.archive",
                                "dev.belay.backup.storage",
                                "dev.belay.core",
                                "dev.belay.core.activity",
                                "dev.belay.core.apply",
                                "dev.belay.core.catalog",
                                "dev.belay.core.config",
                                "dev.belay.core.db",
                                "dev.belay.core.doctor",
                                "dev.belay.core.history",
                                "dev.belay.core.migration",
                                "dev.belay.core.script",
                                "dev.belay.verify",
                                "dev.belay.verify.adoption",
                                "dev.belay.verify.content",
                                "dev.belay.verify.rehearsal",
                                "dev.belay.verify.usage"),
                        "dev.belay.tui.server",
                        Set.of("dev.belay.core", "dev.belay.core.db")));
    }
}
