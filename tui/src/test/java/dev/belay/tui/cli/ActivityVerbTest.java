package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class ActivityVerbTest {
    @TempDir
    private Path folder;

    /** Two sessions, of which the second waits for the first until the test ends. */
    private static CompletableFuture<Void> queue(Connection holder, Connection waiter) throws SQLException {
        holder.createStatement().execute("BEGIN; LOCK TABLE stock; SELECT 'the holder'");
        return CompletableFuture.runAsync(() -> {
            try {
                waiter.createStatement().execute("SELECT 'the \u001b[31mwaiter'\n FROM stock");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Desk.Seen until(Desk desk, String text, String... words) {
        Desk.Seen seen = desk.run(words);
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!seen.out().contains(text) && System.nanoTime() < end) {
            seen = desk.run(words);
        }
        return seen;
    }

    @Test
    void showsWhoWaitsForWhom(TestDatabase database) throws Exception {
        database.execute("CREATE TABLE stock (id int)");
        Desk desk = Desk.plain(folder, database);
        try (Connection holder = database.connect();
                Connection waiter = database.connect()) {
            CompletableFuture<Void> waiting = queue(holder, waiter);

            Desk.Seen seen = until(desk, "who waits for whom", "activity");

            assertThat(seen.out())
                    .containsPattern("PostgreSQL \\S+.*; \\d+ of \\d+ connections, 1 at work, 1 waits for a lock\n")
                    .containsPattern("who waits for whom\n  pid \\d+, .*the holder.*\n  └ pid \\d+, .*waiter")
                    .containsPattern("\n\\d+ +postgres .* waits for \\d+ .*Lock: relation .*FROM stock\n")
                    .doesNotContain("\u001b");
            assertThat(seen.exit()).isZero();
            holder.createStatement().execute("COMMIT");
            waiting.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void showsIdleSessionsOnlyWhenTheyAreWanted(TestDatabase database) throws Exception {
        Desk desk = Desk.plain(folder, database);
        try (Connection quiet = database.connect()) {
            quiet.createStatement().execute("SELECT 'quiet'");

            assertThat(desk.run("activity").out()).endsWith("\nnobody else is at work; --idle shows who is there\n");
            assertThat(desk.run("activity", "--idle").out()).contains("idle", "SELECT 'quiet'");
        }
    }

    @Test
    void watchingIsALineALookInAPipeUntilSomebodyEndsIt(TestDatabase database) throws Exception {
        for (String signal : new String[] {"INT", "TERM"}) {
            Desk desk = Desk.plain(folder, database);
            CompletableFuture<Desk.Seen> watching =
                    CompletableFuture.supplyAsync(() -> desk.run("activity", "--watch", "--every=1s"));
            while (!desk.signals.containsKey(signal)) {
                Thread.sleep(20);
            }
            Thread.sleep(1_500);
            desk.signals.get(signal).run();

            Desk.Seen seen = watching.get(20, TimeUnit.SECONDS);

            assertThat(seen.out().lines())
                    .isNotEmpty()
                    .allMatch(line -> line.matches("20\\S+Z  PostgreSQL .* connections, .*"));
            assertThat(seen.err()).isEmpty();
            assertThat(seen.exit()).isEqualTo(signal.equals("INT") ? 130 : 143);
        }
    }

    @Test
    void nobodyAsksMoreOftenThanEachSecond(TestDatabase database) {
        for (String span : new String[] {"0", "0s", "999ms"}) {
            Desk.Seen seen = Desk.plain(folder, database).run("activity", "--watch", "--every", span);

            assertThat(seen.err()).contains("--every");
            assertThat(seen.exit()).isEqualTo(2);
        }
    }

    @Test
    void whatCannotBeReachedFromTheStartIsAFailure() {
        Desk desk = new Desk(folder).with("DATABASE_URL", "postgresql://nobody@127.0.0.1:9/none");

        assertThat(desk.run("activity", "--watch").exit()).isEqualTo(3);
    }
}
