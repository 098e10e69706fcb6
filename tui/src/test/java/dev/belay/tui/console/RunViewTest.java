package dev.belay.tui.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.Check.CheckListener;
import dev.belay.backup.restore.RestoreOptions;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.db.LockKey;
import dev.belay.core.db.QualifiedName;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.tui.RestoreRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a piece of work while it goes on and when it is over. */
@ServerTest
final class RunViewTest {
    private static final RestoreRequest LATEST = new RestoreRequest(
            "latest",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            RestoreOptions.DEFAULT);

    @TempDir
    private Path folder;

    private Rig shop(TestDatabase database) {
        return Rig.of(folder, database)
                .migration("001_author", "CREATE TABLE author (id int PRIMARY KEY);", "DROP TABLE author;")
                .size(120, 40);
    }

    @Test
    void aRehearsalSaysWhatItFoundAndWhereAllOfItIs(TestDatabase database) {
        try (Rig rig = shop(database)
                .migration("002_book", "CREATE TABLE book (id int);", "SELECT 1;")
                .migration("003_tag", "CREATE TABLE tag (id int);", "SELECT 1;")
                .open()) {
            rig.press("2").until("pending").press("t").until("Rehearse what").press("y");
            rig.until("FAILED");

            assertThat(rig.screen())
                    .contains("002_book: way down does not lead back: table public.book is left behind (and 1 more)")
                    .contains("the end of the log has all of")
                    .contains("100 %")
                    .doesNotContain("statement 1 of 1  DROP");
        }
    }

    @Test
    void aRunThatIsStoppedSaysHowFarItCame(TestDatabase database) {
        try (Rig rig = shop(database)
                .migration("002_slow", "SELECT pg_sleep(60);", "SELECT 1;")
                .migration("003_tag", "CREATE TABLE tag (id int);", "SELECT 1;")
                .open()) {
            rig.press("2").until("pending").press("u").until("Apply").press("y").until("pg_sleep");
            rig.press("c").until("Stop \"").press("y").until("STOPPED");

            assertThat(rig.screen())
                    .contains("stopped in 002_slow: 1 of 3 steps done; the same again goes on from there");
        }
    }

    @Test
    void whatGoesToItsEndSaysSoToWhoeverWantsToStopIt(TestDatabase database) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        try (Rig rig = shop(database).open()) {
            rig.deck().start("Prune", "belay prune", job -> {
                job.goesToItsEnd("it takes moments");
                job.say("deleting");
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Jobs.Ending.done("deleted 1 archive");
            });
            rig.until("deleting").press("c").until("cancel: it takes moments");
            over.countDown();
            rig.until("deleted 1 archive").press("c").until("cancel: nothing is going on");
        }
    }

    @Test
    void redoSaysThatRowsGoAndWhatIsAppliedAgain(TestDatabase database) {
        try (Rig rig = shop(database).open().applied()) {
            rig.press("2").until("applied").press("R").until("Undo and apply again");

            assertThat(rig.screen()).contains("takes its rows with it").contains("then apply again: 001_author");
        }
    }

    @Test
    void earlierWorkIsShownAgain(TestDatabase database) {
        try (Rig rig = shop(database).open().applied()) {
            rig.press("2").until("applied").press("d").until("Undo the last").press("y");
            rig.until("belay down").until("1 migration in");

            rig.press("]").until("later: this is the latest");
            rig.press("[").until("belay up --env dev");
            rig.press("[").until("earlier: there is nothing earlier; 7 has the journal");
            rig.press("]").until("belay down --env dev");
            rig.press("[").until("belay up --env dev");
            rig.press("2").until("pending").press("t").until("Rehearse what").press("y");
            rig.until("belay rehearse --env dev").until("done");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT pg_advisory_lock(%d)",
                "BEGIN; LOCK TABLE schema_migrations",
            })
    void whatTellsTheHistoryWhatIsTrueIsStoppedWhileItWaits(String lock, TestDatabase database) throws Exception {
        try (Rig rig = shop(database).open().applied();
                Connection holder = database.connect()) {
            rig.press("2").until("applied");
            holder.createStatement()
                    .execute(lock.formatted(LockKey.of(new QualifiedName("public", "schema_migrations"))));
            rig.press("m").until("rolled back: nothing of it").press("enter");
            rig.until("Why?")
                    .type("gone")
                    .press("enter")
                    .until("Do it")
                    .press("y")
                    .until("going on");

            rig.press("c").until("Stop it").press("y").until("STOPPED");

            holder.createStatement().execute("ROLLBACK; SELECT pg_advisory_unlock_all()");
            rig.press("2").press("r").until("applied");
        }
    }

    @Test
    void aCheckShowsHowFarItHasCome(TestDatabase database) {
        try (Rig rig = shop(database).open().applied()) {
            rig.press("4").until("no backups here").press("b").until("Back up ").press("y");
            rig.until("Backup of").until("done").press("4").until("never").press("c");

            rig.until("Check of").until("every byte is right");
            assertThat(rig.screen()).contains("██ 100 %  ").contains("/s  ");
        }
    }

    @Test
    void aCheckThatIsStoppedFindsNoDamage(TestDatabase database) {
        try (Rig rig = shop(database).open().applied()) {
            rig.press("4").until("no backups here").press("b").until("Back up ").press("y");
            rig.until("Backup of").until("done").press("4").until("never");
            Cancellation cancelled = new Cancellation();
            cancelled.cancel(Kind.INTERRUPTED);

            assertThatThrownBy(() -> rig.toolkit().archives().check(LATEST, CheckListener.NONE, cancelled))
                    .hasMessage("stopped");
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }
}
