package dev.belay.tui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.Manifest;
import dev.belay.backup.restore.RestoreListener;
import dev.belay.core.apply.Cancellation;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.tui.BackupRequest;
import dev.belay.tui.BackupRound;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody finds who reads the screens and knows nothing else. */
@ServerTest
final class FoundByReadingTest {
    @TempDir
    private Path folder;

    private Rig shop(TestDatabase database) {
        return Rig.of(folder, database)
                .migration("001_author", "CREATE TABLE author (id int PRIMARY KEY);", "SELECT 1;")
                .size(120, 40);
    }

    @Test
    void whatHasNoScreenIsFoundAndItsCommandCopied(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            rig.press(":").type("export").until("in a shell").until("write CSV");
            rig.type(" an archive");
            // Nothing but what was typed for: the first one is taken.
            rig.press("esc", ":").type("pg_restore").until("belay export ARCHIVE -o PATH --env dev");
            rig.press("enter").until("copied: belay export ARCHIVE -o PATH --env dev");

            assertThat(rig.copies).containsExactly("belay export ARCHIVE -o PATH --env dev");
        }
    }

    @Test
    void whatIsToBeDoneIsSeenWhereMigrationsAreManyAndTheSelectedOne(TestDatabase database) {
        Rig many = shop(database).size(80, 24);
        for (int i = 10; i < 30; i++) {
            many.migration("0" + i + "_more", "SELECT " + i + ";", "SELECT 1;");
        }
        try (Rig rig = many.open()) {
            rig.press("2")
                    .until("Migrations: 21 pending (21)")
                    .press("u")
                    .until("Apply")
                    .press("y");
            rig.until("21 migrations in");
            many.migration("030_late", "SELECT 1/0;", "SELECT 1;").migration("031_last", "SELECT 1;", "SELECT 1;");
            rig.press("2", "r").until("Migrations: 2 pending (23)").until("030_late ─");

            rig.press("u").until("Apply").press("y").until("division by zero").press("2");
            rig.until("Migrations: 1 pending, 1 failed (23)")
                    .until("030_late ─")
                    .until("the last attempt failed");
        }
    }

    @Test
    void theOverviewAlwaysEndsWithTheWaysToEverything(TestDatabase database) {
        Rig shop = shop(database).size(80, 24).migration("002_half", "SELECT 1/0;", "SELECT 1;");
        try (Rig rig = shop.open()) {
            rig.press("2").until("pending").press("u").until("Apply").press("y").until("FAILED");
            rig.until("2 has the migration: there e edits its file, t rehearses, u goes on");
            rig.press("1")
                    .until("1 failed or stopped halfway")
                    .until("no good backup")
                    .until("@ environments");
        }
    }

    @Test
    void whatAnOperatorLooksForAtNightIsFoundByItsName(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            rig.until("1 pending");
            for (String[] wanted : new String[][] {
                {"slow", "6        Activity"},
                {"blocks", "6        Activity"},
                {"kill", "end session"},
                {"report", "7        History"},
                {"unused", "indexes"},
                {"roll back", "Undo (roll back)"},
                {"log", "3        Run"}
            }) {
                rig.press(":").type(wanted[0]).until(wanted[1]);
                assertThat(rig.screen()).as(wanted[0]).doesNotContain("Write the file of a new migration");
                rig.press("esc");
            }
        }
    }

    @Test
    void aKeyThatDoesNothingSaysWhereThoseAreThatDo(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            rig.press("7", "u").until("u does nothing here   ? shows what does, : finds all of it");
        }
    }

    @Test
    void whatIsCopiedFromARunBeginsWithItsCommand(TestDatabase database) {
        try (Rig rig = shop(database).open().applied()) {
            rig.press("3", "y").until("copied: belay up --env dev   and ");

            assertThat(rig.copies.get(0))
                    .startsWith("belay up --env dev\ndone  1 migration in ")
                    .contains("applied 001_author");
        }
    }

    @Test
    void theReasonIsReadOnTheOverviewAsFarAsThereIsRoom() {
        try (Rig rig = Rig.of(folder, "postgresql://nobody@127.0.0.1:9/none").open()) {
            rig.until("cannot be reached").without("asking…");

            assertThat(rig.screen().split("the server running", -1)).hasSize(4);
            assertThat(rig.screen()).containsPattern("the server running[^│]*…│");
        }
    }

    @Test
    void whatStoppedHalfwayIsToldAsThatAndItsReasonIsReadToItsEnd(TestDatabase database) {
        Rig shop = shop(database).size(80, 24).migration("002_half", """
                -- belay: no-transaction
                CREATE TABLE half (a_column_with_quite_a_long_name int);
                ALTER TABLE half ADD COLUMN a_column_with_quite_a_long_name int;
                """, "SELECT 1;");
        try (Rig rig = shop.open()) {
            rig.press("2").until("pending").press("u").until("Apply").press("y").until("FAILED");
            rig.press("1").until("1 failed or stopped halfway: there it says why, e edits it, u goes on");
            rig.press("2").until("begun and not finished").until("already exists (SQLSTATE 42701)");
            rig.press("7").until("FAILED").until("already exists (SQLSTATE 42701)");

            assertThat(rig.screen()).doesNotContain("pending: there t");
        }
    }

    @Test
    void whatSomebodyHasStoppedIsNotCalledAFailure(TestDatabase database) {
        try (Rig rig = shop(database)
                .migration("002_long", "SELECT pg_sleep(60);", "SELECT 1;")
                .open()) {
            rig.press("2").until("pending").press("u").until("Apply").press("y").until("pg_sleep");
            rig.press("c")
                    .until("Stop \"")
                    .press("y")
                    .until("STOPPED")
                    .press("7")
                    .until("Runs (1)");

            assertThat(rig.screen()).contains("STOPPED").doesNotContain("FAILED");
        }
    }

    @Test
    void howToReadOnIsSaidWhereThereIsMoreAndInTheHelp(TestDatabase database) {
        try (Rig rig = shop(database).size(80, 24).open()) {
            rig.press("2").until("pending").until(" tab 7/");
            rig.press("?")
                    .type("scroll")
                    .until("Go to the details, to scroll them")
                    .until("A page on.");
            rig.press("down", "enter").without("A page on.");

            assertThat(rig.screen()).doesNotContain(" tab 7/").contains(" 7/");
        }
    }

    @Test
    void theBackupOfAnotherDatabaseInTheSamePlaceIsNotTakenForOurs(TestDatabase database) {
        String other = database.url().replaceFirst("/[^/?]+(\\?|$)", "/postgres$1");
        try (Rig rig =
                shop(database).file("belay.yaml", """
                    project: shop
                    convention: plain
                    environments:
                      dev: {url: "${DATABASE_URL}", backup: {to: backups}}
                      prod: {url: "%s", protected: true, backup: {to: backups}}
                    default_environment: dev
                    """.formatted(other)).open().applied()) {
            rig.press("4").until("no backups here").press("b").until("Back up ").press("y");
            rig.until("Backup of").until("done").press("1").until("ago, ");

            rig.press("@").until("Go to another").press("enter").press("1").until("PROTECTED");
            rig.until("last         none").until("there is no good backup of this database");
            rig.until("1 in backups");
            rig.press("4").until("never").press("R").until("Restore ").press("down", "enter");
            rig.until("of another database than this one").until("there is no good backup of all of");
        }
    }

    @Test
    void aBackupOfAPartIsNotTakenForOneOfTheDatabase(TestDatabase database) {
        try (Rig rig = shop(database).open().applied()) {
            BackupRequest usual = BackupRequest.usual();
            rig.toolkit()
                    .archives()
                    .backup(
                            new BackupRequest(
                                    usual.to(),
                                    usual.storage(),
                                    usual.layout(),
                                    usual.recipients(),
                                    BackupOptions.builder()
                                            .contents(Manifest.Contents.SCHEMA)
                                            .build()),
                            BackupRound.Wish.NOTHING,
                            BackupListener.NONE,
                            RestoreListener.SILENT,
                            new Cancellation());

            rig.press("1").until("only schema").until("no good backup has all of this database");
        }
    }

    @Test
    void driftSaysWhichSideIsWhichAndTheOverviewWhereToLook(TestDatabase database) {
        try (Rig rig = shop(database).open().applied()) {
            rig.press("5", "w").until("Write the schema down").press("y").until("objects to");
            database.execute("ALTER TABLE author ADD COLUMN name text");
            rig.press("d").until("changed").until("| database");
            rig.until("w takes what is there now as the new snapshot").until("migrations --sql");

            rig.press("1").until("there d shows both side by side");
        }
    }

    @Test
    void whatIsMarkedAsAppliedHasNeitherTheFailureNorTheTimeOfAnAttempt(TestDatabase database) {
        try (Rig rig = shop(database).open().applied()) {
            rig.press("2")
                    .until("applied")
                    .press("d")
                    .until("Undo the last")
                    .press("y")
                    .until("1 migration in");
            rig.press("2").until("pending").press("u").until("Apply").press("y").until("FAILED");
            rig.press("2")
                    .until("failed")
                    .press("m")
                    .until("What is true")
                    .press("enter")
                    .until("Why?");
            rig.type("it is there").press("enter").until("Do it").press("y").until("recorded");
            rig.press("2").until("applied at");

            assertThat(rig.screen()).doesNotContain("already exists", "took ");
            rig.press("7")
                    .until("resolved applied")
                    .press("down")
                    .until("already exists")
                    .press("t");
            rig.until("what was run");
            assertThat(rig.screen()).doesNotContain("(SQLSTATE 42P07) (SQLSTATE 42P07)");
        }
    }

    @Test
    void aPlaceThatCannotBeListedIsTheOneInTheTitle(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            rig.press("4")
                    .until("no backups here")
                    .press("p")
                    .until("s3://")
                    .type("belay.yaml")
                    .press("enter");

            rig.until("Backups in belay.yaml");
        }
    }

    @Test
    void whatIsWrongCanBeReadToItsEndOnEveryScreen() {
        try (Rig rig = Rig.of(folder, "postgresql://nobody@127.0.0.1:9/none").open()) {
            for (String key : new String[] {"2", "5", "6", "7"}) {
                rig.press(key).until("refused").until("port?");
            }
        }
    }

    @Test
    void aComplaintIsReadToItsEndOnASmallTerminalToo(TestDatabase database) {
        try (Rig rig =
                shop(database).file("verify.yaml", "tables: {}\n").size(80, 24).open()) {
            rig.press("5")
                    .until("Health (")
                    .press("v")
                    .until("must say version: 1")
                    .until("first\nline\n");
        }
    }
}
