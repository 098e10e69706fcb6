package dev.belay.tui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown where hardly anything fits, and where there is plenty of room. */
@ServerTest
final class FewCellsAndManyTest {
    @TempDir
    private Path folder;

    private Rig small(TestDatabase database) {
        return Rig.of(folder, database)
                .migration("001_author", "CREATE TABLE author (id int PRIMARY KEY);", "DROP TABLE author;")
                .size(40, 10);
    }

    @Test
    void aRunShowsItsStatementAndWhyItFailed(TestDatabase database) {
        try (Rig rig = small(database)
                .migration("002_slow", "SELECT pg_sleep(2);", "SELECT 1;")
                .migration("003_wrong", "SELECT nothing;", "SELECT 1;")
                .open()) {
            rig.press("2").until("pending").press("u").until("Apply").press("y");

            rig.until("statement 1 of 1  SELECT pg_sleep(2)");
            rig.until("FAILED").until("column \"nothing\" does not");
        }
    }

    @Test
    void tabShowsTheDetailsInPlaceOfTheList(TestDatabase database) {
        try (Rig rig = small(database).open()) {
            rig.press("2").until("pending").until("tab details");

            rig.press("tab")
                    .until("there is a way down")
                    .until("4/10")
                    .press("pgdn")
                    .until("CREATE TABLE author");
            assertThat(rig.screen()).doesNotContain("STATE").contains("tab list");

            rig.press("tab").until("STATE");
        }
    }

    @Test
    void theOverviewIsReadByScrolling(TestDatabase database) {
        try (Rig rig = small(database).open()) {
            rig.until("1 pending: there t rehearses")
                    .until("no good backup")
                    .press("end")
                    .until("lock waits   none");
            rig.press("home").until("1 pending: there t rehearses");
        }
    }

    @Test
    void theSessionsHaveTheRoomThatTheirWaitsCannotUse(TestDatabase database) throws Exception {
        try (Rig rig = small(database).open();
                Connection holder = database.connect()) {
            holder.setAutoCommit(false);
            execute(holder, "CREATE TABLE author (id int)");
            rig.press("2").until("pending").press("u").until("Apply").press("y").until("waits for");
            rig.press("6").until("PID").until("CREATE TABLE");

            assertThat(rig.screen().lines().skip(2).findFirst())
                    .get()
                    .asString()
                    .contains("Sessions at work");
            rig.press("3", "c").until("Stop").press("y").until("STOPPED");
        }
    }

    @Test
    void aListHasTheWidthThatItsNamesNeed(TestDatabase database) {
        String name = "002_add_the_number_of_the_shelf_to_the_books_of_every_author";
        try (Rig rig = small(database)
                .migration(name, "SELECT 1;", "SELECT 1;")
                .size(200, 60)
                .open()) {
            rig.press("2").until("pending");

            assertThat(rig.screen().lines().filter(line -> line.contains("pending     " + name)))
                    .hasSize(1);
        }
    }

    @Test
    void whoHasNotMovedSeesTheNewestRun(TestDatabase database) {
        try (Rig rig = small(database)
                .migration("002_tag", "CREATE TABLE tag (id int);", "DROP TABLE tag;")
                .size(80, 24)
                .open()) {
            rig.press("2")
                    .until("pending")
                    .press("home", "U")
                    .until("Apply")
                    .press("y")
                    .until("1 migration in");
            rig.press("7").until("001_author  ");
            rig.press("2").until("pending").press("u").until("Apply").press("y").until("1 migration in");

            rig.press("7").until("002_tag  ");
        }
    }

    private static void execute(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
