package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class HistoryTest {
    @TempDir
    private Path folder;

    private Desk shop(TestDatabase database) {
        return Desk.plain(folder, database)
                .migration("001_author", "CREATE TABLE author (id int);\n", "DROP TABLE author;")
                .migration("002_book", "CREATE TABLE book (id int);\n", "DROP TABLE book;");
    }

    @Test
    void aNewDatabaseHasNone(TestDatabase database) {
        Desk desk = shop(database);

        assertThat(desk.run("history").out()).endsWith("the journal has nothing to tell\n");
        assertThat(desk.run("history", "--runs").out()).endsWith("the journal has nothing to tell\n");
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void theNewestIsFirst(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");

        assertThat(desk.run("history")
                        .out()
                        .lines()
                        .map(line -> line.replaceAll("^[0-9 :.+-]+", "").replaceAll("  .*", "")))
                .endsWith("run finished", "step applied", "step applied", "run started");
        assertThat((List<?>) desk.run("history", "--limit=2", "--json").json().get("lines"))
                .hasSize(2);
    }

    @Test
    void aRunIsToldInWords(TestDatabase database) {
        Desk desk = shop(database).with("HOSTNAME", "bastion");
        desk.run("up");

        assertThat(desk.run("history").out())
                .containsPattern("run finished +postgres +exit code 0\n")
                .containsPattern("run started +postgres +up by .+ on bastion\n")
                .doesNotContain("{");
    }

    @Test
    void ofAVersionThatNobodyKnowsThereIsNothingToTell(TestDatabase database) {
        assertThat(shop(database).run("history", "nosuch").out()).endsWith("\n\nthe journal has nothing to tell\n");
    }

    @Test
    void ofOneVersionAlsoTheTextAndHowTheFileDiffers(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");
        assertThat(desk.run("history", "001_author").out())
                .endsWith("what was run:\n  CREATE TABLE author (id int);\nthe file is still the same\n")
                .doesNotContain("002_book");

        desk.file("001_author.sql", "CREATE TABLE author (id bigint);\n");

        assertThat(desk.run("history", "001_author").out()).endsWith("""
                how the file differs now:
                  @@ line 1 was, line 1 is @@
                  -CREATE TABLE author (id int);
                  +CREATE TABLE author (id bigint);
                """);
    }

    @Test
    void runsAreOneLineEach(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");
        desk.run("resolve", "--rolled-back=002_book", "--reason=never was", "--yes");

        Desk.Seen seen = desk.run("history", "--runs");

        assertThat(seen.out())
                .containsPattern("1 resolved rolled back +postgres +recorded +never was\n")
                .containsPattern("2 steps applied +postgres +recorded\n");
    }

    @Test
    void aRunThatReachedItsEndIsNotToldStepByStep(TestDatabase database) {
        Desk desk = shop(database)
                .migration("003_index", "CREATE INDEX CONCURRENTLY book_id ON book (id);\n", "SELECT 1")
                .migration(
                        "004_wrong",
                        "CREATE INDEX CONCURRENTLY a ON book (id);\nCREATE INDEX CONCURRENTLY b ON nothing (id);\n",
                        "");
        desk.run("up");

        assertThat(desk.run("history", "--runs").out()).contains(" 3 steps applied, 1 unit done, 1 step failed ");
    }

    @Test
    void whatMakesNoSenseIsRefused(TestDatabase database) {
        Desk desk = shop(database);

        assertThat(desk.run("history", "--limit=0").err()).contains("--limit is 0, and must be at least 1");
        assertThat(desk.run("history", "001_author", "--runs").exit()).isEqualTo(2);
        assertThat(desk.run("history", "--limit=many").exit()).isEqualTo(2);
    }
}
