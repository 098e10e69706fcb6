package dev.belay.tui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class MigrationsViewTest {
    @TempDir
    private Path folder;

    private Rig shop(TestDatabase database) {
        return Rig.of(folder, database)
                .migration("001_author", "CREATE TABLE author (id int);\n", "DROP TABLE author;")
                .migration("002_book", "CREATE TABLE book (id int); -- a remark\n", "DROP TABLE book;");
    }

    @Test
    void upShowsThePlanAndRunsWhatWasAgreedTo(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            rig.press("2").until("pending").press("u").until("Apply what is pending (2 migrations)");
            assertThat(rig.screen()).contains("apply 001_author", "apply 002_book");
            assertThat(database.tables()).isEmpty();

            rig.press("y").until("2 migrations in");

            assertThat(rig.screen()).contains("3 Run", "done", "applied 001_author", "run ");
            assertThat(rig.logged)
                    .contains("Apply what is pending: began, as belay up --env dev")
                    .anyMatch(line -> line.startsWith("applied 001_author in"))
                    .anyMatch(line -> line.startsWith("Apply what is pending: done: 2 migrations in"));
            assertThat(database.tables()).contains("public.author", "public.book");
            rig.press("2").until("applied").without("pending");
        }
    }

    @Test
    void theSnapshotIsRefreshedWhereTheProjectWantsThat(TestDatabase database) {
        Rig shop = shop(database).file("belay.yaml", """
                project: shop
                convention: plain
                environments:
                  dev: {url: "${DATABASE_URL}", snapshot: dev.snapshot, refresh_snapshot: true}
                default_environment: dev
                """);
        try (Rig rig = shop.open()) {
            rig.press("2").until("pending").press("u").until("Apply what").press("y");
            rig.until("2 migrations in").until("dev.snapshot is written");

            assertThat(folder.resolve("dev.snapshot")).content().contains("author", "book");
        }
    }

    @Test
    void whoSaysNoChangesNothing(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            rig.press("2")
                    .until("pending")
                    .press("u")
                    .until("Apply what is pending")
                    .press("enter");

            rig.without("Apply what is pending");
            assertThat(database.tables()).isEmpty();
        }
    }

    @Test
    void onAProtectedEnvironmentItsNameIsTyped(TestDatabase database) {
        try (Rig rig = shop(database).in("prod").open()) {
            assertThat(rig.screen()).contains("prod", "PROTECTED");
            rig.press("2").until("pending").press("u").until("Type the name of the environment, prod");
            rig.press("y", "enter").until("that is not its name");
            assertThat(database.tables()).isEmpty();

            rig.press("backspace").type("prod").press("enter").until("2 migrations in");

            assertThat(database.tables()).contains("public.author", "public.book");
        }
    }

    @Test
    void upAndDownStopAtTheSelectedOne(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            rig.press("2")
                    .until("pending")
                    .press("U")
                    .until("Apply up to 001_author (1 migration)")
                    .press("y")
                    .until("1 migration in");
            assertThat(database.tables()).contains("public.author").doesNotContain("public.book");
            rig.press("2")
                    .until("applied")
                    .press("down", "u")
                    .until("Apply")
                    .press("y")
                    .until("1 migration in");
            rig.press("2", "up")
                    .until("002_book")
                    .press("D")
                    .until("Undo what came after 001_author (1 migration)")
                    .press("y")
                    .until("1 migration in");

            assertThat(database.tables()).contains("public.author").doesNotContain("public.book");
        }
    }

    @Test
    void theDetailHasTheSqlBothWays(TestDatabase database) {
        try (Rig rig = shop(database).size(120, 40).open()) {
            rig.press("2").until("CREATE TABLE author");

            assertThat(rig.screen()).contains("DROP TABLE author", "there is a way down", "checksum");
            rig.press("down").until("-- a remark");
        }
    }

    @Test
    void thePlanIsShownWithItsStatements(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            rig.press("2").until("pending").press("p").until("CREATE TABLE book");

            rig.press("esc").without("CREATE TABLE book (id int);\n");
            assertThat(database.tables()).isEmpty();
        }
    }

    @Test
    void aFailureIsToldWithItsPlaceAndTheWayOut(TestDatabase database) {
        try (Rig rig = shop(database)
                .migration("003_bad", "CREATE TABLE author (id int);", "SELECT 1;")
                .open()) {
            rig.press("2").until("003_bad").press("u").until("Apply").press("y").until("FAILED");

            assertThat(rig.screen()).contains("relation \"author\" already exists", "003_bad.sql:1");
            rig.press("2").until("failed");
        }
    }

    @Test
    void whatCannotBeDoneSaysWhy(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            rig.press("2").until("pending");
            rig.press("d").until("down: nothing is applied");
            rig.press("D").until("down to here: the selected one is not applied");
            rig.press("m");
            assertThat(rig.screen()).contains("What is true of 001_author?");
        }
    }

    @Test
    void readOnlyChangesNothingAndSaysSo(TestDatabase database) {
        try (Rig rig = shop(database).reading().open()) {
            rig.press("2").until("pending").press("u").until("up: started with --read-only");

            assertThat(rig.screen()).contains("READ-ONLY");
            rig.press("p").until("CREATE TABLE book");
        }
    }

    @Test
    void aChangedFileIsResolvedWithAReason(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            rig.press("2").until("pending").press("u").until("Apply").press("y").until("2 migrations in");
            rig.migration("001_author", "CREATE TABLE author (id bigint);\n", "DROP TABLE author;");
            rig.press("2", "r").until("changed").press("m").until("What is true of 001_author?");

            rig.press("enter")
                    .until("Why?")
                    .type("reviewed")
                    .press("enter")
                    .until("reason: reviewed")
                    .press("y")
                    .until("recorded");

            rig.press("2").without("changed");
        }
    }

    @Test
    void aNewFileIsWrittenAndOpened(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            rig.press("2")
                    .until("pending")
                    .press("n")
                    .until("A new migration")
                    .type("add reviews")
                    .press("enter")
                    .until("wrote ");
            rig.until("─ 003_add_reviews").press("e");

            assertThat(rig.edited).hasSize(1).allMatch(Files::exists);
            assertThat(rig.edited.get(0).toString()).contains("add_reviews");
        }
    }

    @Test
    void whatStoppedHalfwaySaysWhyAndIsNotAskedAboutWhatNobodyInterrupted(TestDatabase database) {
        try (Rig rig = shop(database)
                .migration(
                        "003_half",
                        "-- belay: no-transaction\nCREATE TABLE half (id int);\nSELECT 1/0;",
                        "DROP TABLE half;")
                .size(120, 40)
                .open()) {
            rig.press("2")
                    .until("003_half")
                    .press("u")
                    .until("Apply")
                    .press("y")
                    .until("FAILED");
            rig.press("2", "end").until("! partial").until("003_half.sql:3: division by zero");

            rig.press("m").until("What is true of 003_half?");

            assertThat(rig.screen())
                    .contains("applied: all of it", "rolled back: nothing of it")
                    .doesNotContain("what was interrupted");
        }
    }

    @Test
    void theTimeOfAMigrationIsThatOfWhatIsThere(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            rig.press("2").until("pending").press("u").until("Apply").press("y").until("2 migrations in");
            rig.press("2")
                    .until("applied")
                    .press("d")
                    .until("Undo the last")
                    .press("y")
                    .until("1 migration in");
            rig.press("2").until("pending");

            assertThat(rig.screen()
                            .lines()
                            .filter(line -> line.contains("002_book"))
                            .findFirst())
                    .hasValueSatisfying(line -> assertThat(line).doesNotContain(" ms "));
        }
    }

    @Test
    void whatCannotBeReadIsALineAmongTheOthers(TestDatabase database) throws Exception {
        Rig shop = shop(database);
        Files.write(folder.resolve("003_torn.sql"), new byte[] {'-', '-', (byte) 0xff, '\n'});
        try (Rig rig = shop.open()) {
            rig.press("2").until("unreadable").until("001_author");
        }
    }

    @Test
    void aListIsFilteredCopiedAndWritten(TestDatabase database) throws Exception {
        try (Rig rig = shop(database).open()) {
            rig.press("2")
                    .until("pending")
                    .press("/")
                    .type("book")
                    .press("enter")
                    .until("1 of 2");
            rig.press("y").until("copied: 002_book");
            rig.press("E").until("wrote 1 row to");

            assertThat(rig.copies).containsExactly("002_book");
            try (var files = Files.list(folder)) {
                Path csv = files.filter(file -> file.toString().endsWith(".csv"))
                        .findFirst()
                        .orElseThrow();
                assertThat(Files.readString(csv))
                        .startsWith("STATE,MIGRATION")
                        .contains("002_book")
                        .doesNotContain("001_author");
            }
            rig.press("esc").until("2 pending (2)");
        }
    }

    @Test
    void theHelpHasTheCommandForWhatIsSelected(TestDatabase database) {
        try (Rig rig = shop(database).size(120, 40).open()) {
            rig.press("2").until("pending").press("down", "?").until("Migrations: see");
            rig.type("up to");
            rig.until("belay up 002_book --env dev").press("ctrl-y").press("esc");

            assertThat(rig.copies).containsExactly("belay up 002_book --env dev");
        }
    }

    @Test
    void aRehearsalFindsAWrongWayDownAndTouchesNothing(TestDatabase database) {
        try (Rig rig = shop(database)
                .migration("003_index", "CREATE INDEX forgotten ON author (id);", "SELECT 1;")
                .size(120, 40)
                .open()) {
            rig.press("2")
                    .until("pending")
                    .press("t")
                    .until("Rehearse what is pending")
                    .press("y")
                    .until("FAILED");

            assertThat(rig.screen()).contains("belay rehearse --env dev", "forgotten");
            assertThat(database.tables()).isEmpty();
        }
    }

    @Test
    void theDetailHasTimesAndFindingsOfTheLastRehearsal(TestDatabase database) {
        try (Rig rig = Rig.of(folder, database)
                .migration("001_author", "CREATE TABLE author (id int PRIMARY KEY);", "SELECT 1;")
                .migration("002_book", "CREATE TABLE book (id int PRIMARY KEY);", "DROP TABLE book;")
                .size(120, 40)
                .open()) {
            rig.press("2")
                    .until("pending")
                    .press("t")
                    .until("Rehearse what")
                    .press("y")
                    .until("FAILED");

            rig.press("2").until("rehearsed ").until("does not lead back");
            assertThat(rig.screen())
                    .contains("table public.author is left behind")
                    .containsPattern("ms  line 1  CREATE");
            rig.press("down").until("book  up");
            assertThat(rig.screen()).doesNotContain("is left behind");
        }
    }

    @Test
    void aRehearsalOfAnotherTextSaysNothingOfTheOneThatIsThere(TestDatabase database) {
        try (Rig rig = Rig.of(folder, database)
                .migration("001_author", "CREATE TABLE author (id int PRIMARY KEY);", "SELECT 1;")
                .size(120, 40)
                .open()) {
            rig.press("2").until("pending").press("t").until("Rehearse what").press("y");
            rig.until("FAILED").press("2").until("is left behind");

            // Only the way down: the checksum is that of the file with the way up.
            rig.migration("001_author", "CREATE TABLE author (id int PRIMARY KEY);", "DROP TABLE author;");
            rig.press("r").until("DROP TABLE author").until("its text is another one since then: t rehearses it");
            assertThat(rig.screen()).doesNotContain("is left behind");

            rig.press("t")
                    .until("Rehearse what")
                    .press("y")
                    .until("everything went up, led back")
                    .press("2");
            rig.until("rehearsed ").until("001_author  up");
            assertThat(rig.screen()).doesNotContain("another one since then");
        }
    }
}
