package dev.belay.tui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ServerTest
final class OtherViewsTest {
    @TempDir
    private Path folder;

    private Rig shop(TestDatabase database) {
        return Rig.of(folder, database).migration("001_author", """
            CREATE TABLE author (id int PRIMARY KEY);
            INSERT INTO author SELECT generate_series(1, 100);
            """, "DROP TABLE author;");
    }

    @Test
    void theOverviewSaysHowEverythingIsAndWhereToGo(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            rig.until("1 pending")
                    .until("no snapshot")
                    .until("nothing found")
                    .until("there b makes one")
                    .until("connections");

            assertThat(rig.screen())
                    .contains("dev", "2 Migrations", "4 Backups", "5 Verify", "PostgreSQL", "connections")
                    .contains("1 pending: there t rehearses, p shows the plan, u applies it");
        }
    }

    @Test
    void whatIsLongerThanItsBoxGoesOnBelow(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            rig.until("drift        no snapshot to compare").until("             with");
        }
    }

    @Test
    void filesThatCannotBeReadAreToldToTheEnd(TestDatabase database) {
        try (Rig rig = shop(database).file("rollback_009_gone.sql", "SELECT 1").open()) {
            rig.press("2")
                    .until("no migration belongs to rollback_009_gone.sql")
                    .until("or move it to");
        }
    }

    @Test
    void anEmptyProjectIsToldTheWayToItsFirstMigration(TestDatabase database) {
        try (Rig rig = Rig.of(folder, database).open()) {
            rig.until("there n writes the first one").press("2").until("n writes the first one.");
        }
    }

    @Test
    void whilePausedOnlyWhoWantsToKnowAsks(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            rig.press("space", "2").until("author").until("PAUSED");
            rig.migration("002_book", "CREATE TABLE book (id int)", "DROP TABLE book");

            rig.press("r").until("book");
        }
    }

    @Test
    void aBackupIsMadeCheckedAndListed(TestDatabase database) {
        try (Rig rig = shop(database).size(120, 40).open().applied()) {
            rig.press("4")
                    .until("There are no backups here yet")
                    .press("b")
                    .until("Back up ")
                    .press("y")
                    .until("Backup of")
                    .until("done");
            rig.press("4").until("never").press("c").until("every byte is right");
            rig.press("4").until("Backups in").until("public.author");

            assertThat(rig.screen()).contains("100  public.author");
        }
    }

    @Test
    void aBackupIsKnownByItsTimeOnASmallTerminalToo(TestDatabase database) {
        try (Rig rig = shop(database).open().applied()) {
            rig.press("4", "b").until("Back up ").press("y").until("Backup of").until("done");
            rig.press("4").until("never");

            assertThat(rig.screen()).containsPattern("│ t_\\d+_\\d+/\\d{8}T.* never +│\n");
        }
    }

    @Test
    void anotherPlaceIsTypedInAndBackedUpTo(TestDatabase database) {
        try (Rig rig = shop(database).size(120, 40).open().applied()) {
            rig.press("4").until("p looks into another place").press("p").until("s3://bucket/prefix");
            rig.type("elsewhere").press("enter").until("Backups in elsewhere");
            rig.press("b").until("to    ").press("y").until("done");

            assertThat(folder.resolve("elsewhere")).isNotEmptyDirectory();
            rig.press("4")
                    .until("(1)")
                    .press("?")
                    .until("belay backup --to elsewhere --env dev")
                    .press("esc");
            rig.press("t").until("Drill ").press("y").until("equal: 3 tables");
            rig.press("4")
                    .press("p")
                    .until("s3://")
                    .press("ctrl-u")
                    .type("=")
                    .press("enter")
                    .until("Backups in backups (0)");
        }
    }

    @Test
    void aPlaceThatNobodyNamedIsToldInFullWithTheWayOut(TestDatabase database) {
        Rig rig = Rig.of(folder, database).file("belay.yaml", """
                project: shop
                convention: plain
                environments:
                  dev: {url: "${DATABASE_URL}"}
                default_environment: dev
                """);
        try (rig) {
            rig.open().until("p names another place").press("4").until("p takes another place for now");

            assertThat(rig.screen()).contains("it is not known where the backups are", "write backup: {to: PLACE}");
            rig.press("p").until("s3://").type("elsewhere").press("enter").until("There are no backups here yet");
        }
    }

    @Test
    void theSchemaIsWrittenDownForDriftToCompareWith(TestDatabase database) {
        try (Rig rig = shop(database).open().applied()) {
            rig.press("5", "d")
                    .until("w writes one")
                    .press("w")
                    .until("Write the schema down")
                    .press("y");
            rig.until("objects to").until("The schema is what the snapshot says");

            assertThat(folder.resolve("schema.snapshot")).content().contains("author");
        }
    }

    @Test
    void theWayToOtherEnvironmentsIsOnEveryScreen(TestDatabase database) {
        try (Rig rig = shop(database).size(120, 40).open()) {
            for (String number : new String[] {"1", "2", "3", "4", "5", "6", "7"}) {
                assertThat(rig.press(number).screen()).contains("7 History ").contains("@ environment");
            }
            rig.press("1").until("connections");
            assertThat(rig.screen()).contains("@ environments").doesNotContain("/ filter");
        }
        try (Rig rig = shop(database).open()) {
            assertThat(rig.until("connections").screen()).contains("@ environments");
        }
    }

    @Test
    void aRestoreOverTheDatabaseNeedsItsNameTyped(TestDatabase database) throws Exception {
        try (Rig rig = shop(database).size(120, 40).open().applied()) {
            rig.press("4")
                    .until("There are no backups")
                    .press("b")
                    .until("Back up ")
                    .press("y")
                    .until("done");
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("DELETE FROM author");
            }
            rig.press("4")
                    .until("never")
                    .press("R")
                    .until("over \"")
                    .press("down", "enter")
                    .until("Type the name of the database");
            rig.press("y", "enter").until("that is not its name").press("backspace");
            rig.type(database.name()).press("enter").until("done");

            assertThat(database.query("SELECT count(*) FROM author")).containsExactly("100");
        }
    }

    @Test
    void aBackupIsRestoredBesideTheDatabase(TestDatabase database) throws Exception {
        try (Rig rig = shop(database).open().applied()) {
            rig.press("4", "b").until("Back up ").press("y").until("Backup of").until("done");
            rig.press("4")
                    .until("never")
                    .press("R")
                    .until("into a new database")
                    .press("enter");
            rig.until("Into a new database")
                    .press("enter")
                    .until("creates   database")
                    .press("y");

            rig.until("_restored\" has 3 tables");
        } finally {
            database.execute("DROP DATABASE IF EXISTS " + database.name() + "_restored WITH (FORCE)");
        }
    }

    @Test
    void pruneShowsWhatWouldGoBeforeItGoes(TestDatabase database) {
        try (Rig rig = shop(database).open().applied()) {
            for (int i = 0; i < 2; i++) {
                rig.press("4")
                        .until("Backups in")
                        .press("b")
                        .until("Back up ")
                        .press("y")
                        .until("done");
            }
            rig.press("4")
                    .until("(2)")
                    .press("P")
                    .until("would delete")
                    .press("y")
                    .until("deleted 1 archive");
            rig.press("4").until("(1)");
        }
    }

    @Test
    void aNewBackupIsTheSelectedOne(TestDatabase database) {
        try (Rig rig = shop(database).size(120, 40).open().applied()) {
            rig.press("4")
                    .until("There are no backups")
                    .press("b")
                    .until("Back up ")
                    .press("y")
                    .until("done");
            rig.press("4")
                    .until("(1)")
                    .press("b")
                    .until("Back up ")
                    .press("y")
                    .until("Backup of")
                    .until("done  ")
                    .press("4")
                    .until("(2)");

            String newest = rig.toolkit()
                    .archives()
                    .backups(Optional.empty(), Map.of())
                    .shelves()
                    .get(0)
                    .name();
            assertThat(rig.screen()).contains("─ " + newest + " ─");
        }
    }

    @Test
    void aQuestionThatComesLateIsNotAskedOverAnotherScreenOrWindow(TestDatabase database) {
        try (Rig rig = shop(database).open().applied()) {
            rig.press("2").until("applied");

            rig.at("d", "6").until("making the plan: done, but you were elsewhere; ask again to see it");
            assertThat(rig.screen()).doesNotContain("Undo the last migration");
            rig.press("2").at("d", ":").until("elsewhere");
            assertThat(rig.screen())
                    .contains("Everything that can be done")
                    .doesNotContain("Undo the last migration (");
            rig.press("esc", "d").until("Undo the last migration (1 migration)");
        }
    }

    @Test
    void whoWaitsForWhomIsATree(TestDatabase database) throws Exception {
        try (Rig rig = shop(database).open().applied();
                Connection holder = database.connect();
                Connection waiter = database.connect()) {
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                statement.execute("LOCK TABLE author");
            }
            Thread waiting = new Thread(() -> {
                try (Statement statement = waiter.createStatement()) {
                    statement.execute("SELECT 'the waiting one' FROM author");
                } catch (java.sql.SQLException e) {
                    // It is ended by the test.
                }
            });
            waiting.start();

            rig.press("6")
                    .until("Who waits for whom")
                    .until("LOCK TABLE author")
                    .until("the waiting one");
            rig.press("1").until("1 wait; 6 shows for whom");
            rig.press("6").press("/").type("waits for").press("enter").until("1 of ");
            rig.press("c").until("Cancel the query of").press("y").until("the server was asked to");

            waiting.join(10_000);
            assertThat(waiting.isAlive()).isFalse();
            rig.without("Who waits for whom");
        }
    }

    @Test
    void howFarABuildIsIsABar(TestDatabase database) throws Exception {
        try (Rig rig = shop(database).size(120, 40).open().applied();
                Connection writer = database.connect();
                Connection builder = database.connect()) {
            writer.setAutoCommit(false);
            try (Statement statement = writer.createStatement()) {
                statement.execute("INSERT INTO author VALUES (0)");
            }
            Thread building = new Thread(() -> {
                try (Statement statement = builder.createStatement()) {
                    statement.execute("CREATE INDEX CONCURRENTLY ON author (id)");
                } catch (java.sql.SQLException e) {
                    // The index is none of what is looked at.
                }
            });
            building.start();

            rig.press("6").until("CREATE INDEX CONCURRENTLY").until("waiting for writers before build, pid ");

            assertThat(rig.screen()).containsPattern("░ 0 %  CREATE INDEX CONCURRENTLY public.author");
            writer.rollback();
            building.join(10_000);
            rig.press("r").without("waiting for writers");
        }
    }

    @Test
    void checksAreATreeWithTheWorstInSight(TestDatabase database) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a int REFERENCES a)");
        }
        try (Rig rig = shop(database).size(120, 40).open()) {
            rig.press("5").until("found").press("/").type("public.b").until("what to do");
            rig.press("esc", "t").until("SEQ SCANS").until("public.a");
            rig.press("i").until("public.a_pkey");
        }
    }

    @Test
    void theSpecIsHeldAgainAndShowsThePlansOfItsQueries(TestDatabase database) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE a (id int PRIMARY KEY, name text)");
        }
        Rig shop = shop(database).size(120, 40).file("verify.yaml", """
                version: 1
                queries:
                  - {name: by id, sql: SELECT * FROM a WHERE id = $1, uses_index: a_pkey}
                  - {name: by name, sql: SELECT * FROM a WHERE name = $1, no_seqscan_on: [a]}
                """);
        try (Rig rig = shop.open()) {
            rig.press("5").until("Health (").press("v").until("Spec (");
            rig.press("down").until("reads all of public.a").press("down");
            assertThat(rig.screen()).contains("good  query", "Index Scan using a_pkey");

            rig.press("r").until("finding").until("Spec (");
        }
    }

    @Test
    void theHistoryHasEachRunAndItsText(TestDatabase database) {
        try (Rig rig = shop(database).open().applied()) {
            rig.press("7")
                    .until("applied  001_author")
                    .press("tab", "end")
                    .until("by " + System.getProperty("user.name") + " from ")
                    .until(" with belay tui of Belay test")
                    .press("tab", "t")
                    .until("what was run")
                    .until("CREATE TABLE author");
        }
    }

    @Test
    void aRunIsToldWithoutTheWayToWhatItReached(TestDatabase database) {
        try (Rig rig = Rig.of(folder, database)
                .migration("001_author", "CREATE TABLE author (id int);", "DROP TABLE author;")
                .migration("002_index", "CREATE INDEX CONCURRENTLY ON author (id);", "SELECT 1;")
                .size(120, 40)
                .open()) {
            rig.press("2", "u").until("Apply").press("y").until("2 migrations in");
            rig.press("7").until("applied  002_index");

            assertThat(rig.screen()).doesNotContain("begun", "unit");
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsAMessageOnEveryScreen() {
        try (Rig rig = Rig.of(folder, "postgresql://nobody@127.0.0.1:9/none")
                .migration("001_author", "SELECT 1;", "SELECT 1;")
                .open()) {
            rig.until("refused").until("the doctor tries it");
            for (String key : new String[] {"2", "6", "7"}) {
                rig.press(key).until("refused");
                assertThat(rig.screen()).doesNotContain("(0)");
            }
            rig.press("1", "d").until("Doctor");
        }
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "120, 40", "200, 60", "60, 15", "40, 10"})
    void everyScreenAndHelpFitsEverySize(int columns, int rows, TestDatabase database) {
        try (Rig rig = shop(database).size(columns, rows).open()) {
            for (int i = 1; i <= 7; i++) {
                rig.press(String.valueOf(i));
                String name = rig.cockpit().view().name();
                assertThat(rig.screen()).as(name).contains("dev", name);
                rig.press("?");
                assertThat(rig.screen()).as(name).contains("esc closes");
                rig.press("esc");
            }
            rig.sheet().resize(30, 5);
            assertThat(rig.screen()).startsWith("belay needs 40x10");
        }
    }

    @Test
    void everythingWorksInAsciiWithoutColors(TestDatabase database) {
        try (Rig rig = shop(database).plain().open().applied()) {
            for (int i = 1; i <= 7; i++) {
                rig.press(String.valueOf(i));
                assertThat(rig.screen()).matches("(?s)[\\x20-\\x7e\\n]*");
                assertThat(rig.sheet().colored()).isFalse();
            }
        }
    }

    @Test
    void aRunGoesOnWhileAnotherScreenIsOpenAndIsStopped(TestDatabase database) {
        try (Rig rig = shop(database)
                .migration("002_slow", "SELECT pg_sleep(60);\n", "SELECT 1;")
                .open()) {
            rig.press("2").until("pending").press("u").until("Apply").press("y").until("pg_sleep");
            rig.press("1").until("3: AT WORK").press("q").until("Still at work").press("enter");
            assertThat(rig.left).isFalse();
            rig.press("2", "u").until("is going on; 3 shows it");
            rig.press("3", "c").until("Stop \"").press("y").until("STOPPED");

            assertThat(database.tables()).contains("public.author");
        }
    }

    @Test
    void anotherEnvironmentIsOneKeyOrItsNameAway(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            rig.press("2")
                    .until("pending")
                    .press("@")
                    .until("Go to another environment")
                    .until("prod   protected");
            rig.press("enter").press("2").until("PROTECTED").until("pending");
            assertThat(rig.screen()).startsWith(" prod  ");
            rig.press("u").until("Type the name of the environment").press("esc");

            rig.press(":").type("env dev").press("enter").press("2").until("pending");
            assertThat(rig.screen()).startsWith(" dev  ").doesNotContain("PROTECTED");
        }
    }

    @Test
    void whatGoesOnIsNotLeftBehindInAnotherEnvironment(TestDatabase database) {
        try (Rig rig = shop(database)
                .migration("002_slow", "SELECT pg_sleep(60);\n", "SELECT 1;")
                .open()) {
            rig.press("2").until("pending").press("u").until("Apply").press("y").until("pg_sleep");
            rig.press("@").until("is going on; 3 shows it");
            rig.press("3", "c").until("Stop \"").press("y").until("STOPPED");
        }
    }

    @Test
    void whatIsPastedIsNotTakenForKeys(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            rig.press("2").until("pending").paste("u\ny\nqq");

            rig.until("what is pasted is not taken for keys");
            assertThat(rig.left).isFalse();
        }
    }
}
