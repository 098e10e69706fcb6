package dev.belay.tui.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
@EnabledIf(value = "dev.belay.tui.stories.Terminal#available", disabledReason = "tmux is not installed")
final class FilterSortAndExportTest {
    @TempDir
    private Path folder;

    @Test
    void aListIsNarrowedTurnedRoundAndWrittenToAFile(TestDatabase database) throws Exception {
        try (Terminal terminal = Story.of(folder, database).terminal()) {
            terminal.belay("tui").until("2 pending").press("2").until("002_book");
            terminal.press("/")
                    .type("book")
                    .until("enter keeps it")
                    .press("Enter")
                    .without("001_author");
            terminal.press("E").until("wrote 1 row to").press("Escape").until("001_author");
            terminal.press("s", "S").until("sorted:");

            try (Stream<Path> files = Files.list(folder)) {
                Path csv = files.filter(file -> file.toString().endsWith(".csv"))
                        .findFirst()
                        .orElseThrow();
                assertThat(Files.readAllLines(csv)).hasSize(2).last().asString().contains("002_book", "pending");
            }
        }
    }
}
