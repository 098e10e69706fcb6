package dev.belay.tui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the palette leads to. */
@ServerTest
final class SeedAndBaselineTest {
    @TempDir
    private Path folder;

    private Rig shop(TestDatabase database) {
        return Rig.of(folder, database)
                .file("belay.yaml", """
                    project: shop
                    convention: plain
                    seed: [seed/tags.sql, seed/more.sql]
                    environments:
                      dev: {url: "${DATABASE_URL}"}
                    default_environment: dev
                    """)
                .file("seed/tags.sql", "INSERT INTO tag VALUES (1);\n")
                .file("seed/more.sql", "INSERT INTO tag VALUES (2), (3);\n")
                .migration("001_tag", "CREATE TABLE tag (id int);", "DROP TABLE tag;")
                .migration("002_book", "CREATE TABLE book (id int);", "DROP TABLE book;")
                .migration("003_shelf", "CREATE TABLE shelf (id int);", "DROP TABLE shelf;")
                .size(100, 40);
    }

    private static List<String> tags(TestDatabase database) {
        return database.query("SELECT count(*) FROM tag");
    }

    private static void applyTheFirst(Rig rig) {
        rig.press("2")
                .until("pending")
                .press("home", "U")
                .until("Apply")
                .press("y")
                .until("1 migration in");
    }

    private static Rig chosen(Rig rig, String words) {
        return rig.press(":").type(words).press("enter");
    }

    @Test
    void seedsSayWhatTheyDoBeforeAndWhatTheyDidAfterwards(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            applyTheFirst(rig);

            chosen(rig, "seed").until("Run the seed files");
            assertThat(rig.screen())
                    .contains("seed/tags.sql", "seed/more.sql")
                    .contains("each in one transaction")
                    .contains("also when they ran before")
                    .doesNotContain(folder.toString());
            rig.press("esc").without("Run the seed files");
            assertThat(tags(database)).containsExactly("0");
            chosen(rig, "seed").until("Run the seed files").press("y").until("2 seed files in");

            assertThat(tags(database)).containsExactly("3");
        }
    }

    @Test
    void aSeedThatFailsSaysWhereAndWhatStays(TestDatabase database) {
        try (Rig rig = shop(database)
                .file("seed/more.sql", "INSERT INTO tag VALUES (2);\nINSERT INTO nothing VALUES (1);\n")
                .open()) {
            applyTheFirst(rig);

            chosen(rig, "seed").until("Run the seed files").press("y").until("FAILED");

            assertThat(rig.screen()).contains("more.sql:2: relation \"nothing\" does not exist");
            assertThat(tags(database)).containsExactly("1");
        }
    }

    @Test
    void aBaselineNamesWhatIsDeclaredToBeThere(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            rig.press("2").until("pending").press("home", "down");

            chosen(rig, "baseline").until("Why?").press("enter").until("nothing was typed");
            rig.type("it was there").press("enter").until("Do it");
            assertThat(rig.screen())
                    .contains("Everything up to 002_book is there already")
                    .contains("declared to be there: 001_tag, 002_book")
                    .contains("reason: it was there");
            rig.press("y").until("done").until("--reason 'it was there'").until("2 migrations declared to be there");

            rig.press("2").until("1 pending");
            assertThat(rig.screen().lines().filter(line -> line.contains("✓ applied")))
                    .hasSize(2);
        }
    }

    @Test
    void aHistoryThatHasBegunTakesNoBaseline(TestDatabase database) {
        try (Rig rig = shop(database).open()) {
            applyTheFirst(rig);
            rig.press("2").until("applied").press("end");

            chosen(rig, "baseline").until("baseline: it begins a history, and 1 migration is applied");
        }
    }
}
