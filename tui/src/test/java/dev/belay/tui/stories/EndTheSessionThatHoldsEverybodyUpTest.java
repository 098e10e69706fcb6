package dev.belay.tui.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
@EnabledIf(value = "dev.belay.tui.stories.Terminal#available", disabledReason = "tmux is not installed")
final class EndTheSessionThatHoldsEverybodyUpTest {
    @TempDir
    private Path folder;

    @Test
    void whoHoldsALockIsFoundAndEnded(TestDatabase database) throws Exception {
        database.execute("CREATE TABLE stock (id int)");
        try (Terminal terminal = Story.of(folder, database).terminal(Map.of(), 120, 30);
                Connection holder = database.connect();
                Connection waiter = database.connect()) {
            holder.createStatement().execute("BEGIN; LOCK TABLE stock; SELECT 'the holder'");
            CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return waiter.createStatement().execute("SELECT 'the waiter' FROM stock");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            terminal.belay("tui").until("2 pending").until("1 wait; 6 shows for whom");

            terminal.press("6")
                    .until("Who waits for whom")
                    .press("/")
                    .type("the holder")
                    .press("Enter");
            terminal.until("1 of ").press("K").until("End session").press("y").until("the server was asked to");

            assertThat(waiting.get(20, TimeUnit.SECONDS)).isTrue();
            terminal.without("Who waits for whom");
        }
    }
}
