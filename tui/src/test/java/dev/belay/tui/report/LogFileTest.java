package dev.belay.tui.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.apply.RunEvent;
import dev.belay.core.migration.Direction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogFileTest {
    private static final UUID RUN = UUID.fromString("00000000-0000-0000-0000-000000000001");

    @TempDir
    private Path folder;

    private final Clock clock = Clock.fixed(Instant.parse("2026-02-03T04:05:06.700Z"), ZoneOffset.UTC);

    @Test
    void eachLineHasItsTimeAndItsRunAndNothingIsOverwritten() throws Exception {
        Path file = folder.resolve("belay.log");
        Files.writeString(file, "older\n");

        try (LogFile log = LogFile.at(file, clock)) {
            log.line("belay up");
            log.on(new RunEvent.RunStarted(RUN, Direction.DOWN, 1));
            log.on(new RunEvent.Warned("look", List.of("detail")));
        }

        assertThat(file).hasContent("""
                older
                2026-02-03T04:05:06.700Z - belay up
                2026-02-03T04:05:06.700Z %1$s run %1$s: 1 migration to undo
                2026-02-03T04:05:06.700Z %1$s warning: look
                2026-02-03T04:05:06.700Z %1$s   detail
                """.formatted(RUN));
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        assertThatThrownBy(() -> LogFile.at(folder.resolve("no/such/belay.log"), clock))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("no/such/belay.log");
    }
}
