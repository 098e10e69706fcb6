package dev.belay.tui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others do, and what the server does, is on the screens as it is now. */
@ServerTest
final class TruthOfNowTest {
    /** Less than half of the time after which everything is asked again by itself. */
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private Rig shop(TestDatabase database) {
        return Rig.of(folder, database).migration("001_author", "CREATE TABLE author (id int);", "SELECT 1;");
    }

    private static void away(TestDatabase database, boolean away) {
        database.server().execute("ALTER DATABASE " + database.name() + " ALLOW_CONNECTIONS " + !away);
        database.server()
                .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database.name()
                        + "'");
    }

    @Test
    void whoIsToldThatNothingIsPendingSeesWhatSomebodyElseHasAdded(TestDatabase database) {
        Rig shop = shop(database);
        try (Rig rig = shop.open().applied()) {
            rig.press("2").until("applied at");
            shop.migration("002_book", "CREATE TABLE book (id int);", "SELECT 1;")
                    .later(Duration.ofSeconds(3));

            long begun = System.nanoTime();
            rig.press("u").until("nothing is pending").until("1 pending");

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        }
    }

    @Test
    void whoComesToAScreenSeesWhatIsTrueThen(TestDatabase database) {
        Rig shop = shop(database);
        try (Rig rig = shop.open().applied()) {
            rig.press("2").until("applied at").press("1").until("1 applied");
            shop.migration("002_book", "CREATE TABLE book (id int);", "SELECT 1;")
                    .later(Duration.ofSeconds(3));

            long begun = System.nanoTime();
            rig.press("2").until("1 pending");

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        }
    }

    @Test
    void ofAServerThatDoesNotAnswerNobodySaysThatNobodyIsThere(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            rig.press("6").until("Nobody else is at work");

            away(database, true);

            rig.without("Nobody else is at work");
            away(database, false);
            rig.until("Nobody else is at work");
        }
    }

    @Test
    void whatTheServerCouldNotAnswerIsAskedAgainAsSoonAsItIsBack(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            rig.until("1 pending").until("health       ");
            away(database, true);
            rig.press("r").until("cannot be reached");
            rig.press("r").until("1 pending");
            away(database, false);

            rig.without("cannot be reached");
            long begun = System.nanoTime();
            rig.without("cannot connect to");

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        }
    }
}
