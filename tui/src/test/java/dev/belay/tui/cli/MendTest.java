package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ServerTest
final class MendTest {
    @TempDir
    private Path folder;

    private Desk shop(TestDatabase database) {
        return Desk.plain(folder, database)
                .migration("001_author", "CREATE TABLE author (id int);", "DROP TABLE author;")
                .migration("002_book", "CREATE TABLE book (id int);", "DROP TABLE book;");
    }

    private static List<String> reasons(TestDatabase database) {
        return database.query(
                "SELECT event || ': ' || message FROM belay.journal WHERE message IS NOT NULL ORDER BY id");
    }

    @Test
    void resolveSaysWhatIsThereAndKeepsTheReason(TestDatabase database) {
        Desk desk = shop(database);

        Desk.Seen seen = desk.run("resolve", "--applied", "001_author", "--reason", "made by hand", "--yes");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).isEqualTo("✓ 001_author  marked as applied, now applied\n");
        assertThat(reasons(database)).containsExactly("resolved_applied: made by hand");
        assertThat(database.tables()).doesNotContain("public.author");

        seen = desk.run("resolve", "--rolled-back=001_author", "--reason=it was not", "--yes", "--json");
        assertThat(seen.json()).containsEntry("done", "marked as rolled back").containsEntry("reason", "it was not");
        assertThat(desk.run("status").out()).contains("2 pending");
    }

    @Test
    void aMigrationWithoutAFileCanBeTakenOut(TestDatabase database) throws Exception {
        Desk desk = shop(database);
        desk.run("up");
        Files.delete(folder.resolve("002_book.sql"));
        Files.delete(folder.resolve("rollback_002_book.sql"));
        assertThat(desk.run("status").out()).contains("1 missing");

        assertThat(desk.run("resolve", "--rolled-back", "002_book", "--reason", "gone", "--yes")
                        .exit())
                .isZero();
        assertThat(desk.run("status").out()).endsWith("1 applied\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        resolve --reason x                           | say one of --applied, --rolled-back, --retry and --skip
        resolve --applied a --skip b --reason x      | say one of --applied, --rolled-back, --retry and --skip
        resolve --applied 001_author                 | missing required option: '--reason=TEXT'
        resolve --applied 009 --reason x --yes       | there is no migration "009"
        resolve --rolled-back 001_author --reason x --yes | "001_author" is not recorded
        resolve --retry 001_author --reason x --yes  | "001_author" has no statement that nobody could tell about
        resolve --skip 001_author --reason x --yes   | "001_author" has no statement that nobody could tell about
        repair --reason x                            | missing required parameter: 'VERSION'
        repair 001_author --reason x --yes           | "001_author" is not applied
        baseline 009 --reason x --yes                | there is no migration "009"
        baseline 001_author                          | missing required option: '--reason=TEXT'
        """)
    void whatMakesNoSenseIsRefused(String line, String message, TestDatabase database) {
        Desk.Seen seen = shop(database).run(line.split(" "));

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("belay: " + message);
        assertThat(seen.out()).isEmpty();
    }

    @Test
    void whoForgetsTheReasonLearnsHowToSayIt(TestDatabase database) {
        assertThat(shop(database).run("repair", "001_author").err())
                .endsWith("hint: add --reason=\"…\": Why; the journal keeps it.\n");
    }

    @Test
    void repairAcceptsAChangedFile(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");
        desk.file("001_author.sql", "CREATE TABLE author (id int); -- with a comment");
        assertThat(desk.run("up").exit()).isEqualTo(5);

        Desk.Seen seen = desk.run("repair", "001_author", "--reason", "only a comment", "--yes");

        assertThat(seen.out()).isEqualTo("✓ 001_author  accepted as it is, now applied\n");
        assertThat(desk.run("up").exit()).isZero();
        assertThat(reasons(database)).containsExactly("repaired: only a comment");
    }

    @Test
    void whatAHintSaysCanBeTypedAsItStands(TestDatabase database) throws Exception {
        Desk desk = shop(database);
        desk.run("up");
        desk.file("001_author.sql", "CREATE TABLE author (id int); -- with a comment");
        assertThat(typed(desk, desk.run("up").err()).out()).startsWith("✓ 001_author  accepted as it is");

        desk.file("001_author.sql", "CREATE TABLE author (id int); -- with another one");
        assertThat(typed(desk, desk.run("validate").out()).out()).startsWith("✓ 001_author  accepted as it is");

        Files.delete(folder.resolve("002_book.sql"));
        Files.delete(folder.resolve("rollback_002_book.sql"));
        assertThat(typed(desk, desk.run("down").err()).out()).startsWith("✓ 002_book  marked as rolled back");
        assertThat(reasons(database)).containsExactly("repaired: …", "repaired: …", "resolved_rolled_back: …");
    }

    private static Desk.Seen typed(Desk desk, String hint) {
        String command = hint.lines()
                .filter(line -> line.contains("belay re"))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".*\\bbelay ", "");
        List<String> words =
                new ArrayList<>(List.of(command.replace("\"…\"", "…").split(" ")));
        words.add("--yes");
        return desk.run(words.toArray(String[]::new));
    }

    @Test
    void baselineBeginsAHistory(TestDatabase database) {
        Desk desk = shop(database).migration("003_shelf", "CREATE TABLE shelf ()", "DROP TABLE shelf");
        database.execute("CREATE TABLE author (id int)", "CREATE TABLE book (id int)");

        Desk.Seen seen = desk.run("baseline", "002_book", "--reason", "it was there", "--yes");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).contains("001_author  declared to be there", "2 migrations declared to be there");
        assertThat(desk.run("up").out()).contains("1 applied");
        assertThat(desk.run("baseline", "002_book", "--reason", "x", "--yes").err())
                .contains("the history is not empty");
    }

    @Test
    void aHistoryIsForgottenOnlyForTheNameOfItsDatabase(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");

        assertThat(desk.run("baseline", "001_author", "--reset-history", "--reason=x", "--yes")
                        .exit())
                .isEqualTo(2);
        assertThat(desk.run("baseline", "001_author", "--reset-history", "--reason=x", "--confirm=" + database.name())
                        .exit())
                .isZero();
        assertThat(desk.run("status").out()).contains("1 pending");
    }
}
