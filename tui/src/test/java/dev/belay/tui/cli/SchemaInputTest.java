package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said where somebody has named a schema, a file or a table that is not there, or not of that sort. */
@ServerTest
final class SchemaInputTest {
    @TempDir
    private Path folder;

    private Desk desk(TestDatabase database) {
        return Desk.plain(folder, database)
                .file("folder/inside.txt", "")
                .file("dump.sql", "-- PostgreSQL database dump\n")
                .file("empty.snapshot", "")
                .file("later.snapshot", "belay schema snapshot 2\nfingerprint pg15:0\n")
                .file("conflict.snapshot", """
                        belay schema snapshot 1
                        <<<<<<< HEAD
                        fingerprint pg15:1
                        =======
                        fingerprint pg15:2
                        >>>>>>> other
                        """);
    }

    /** Words are parted by blanks; {@code ''} is an empty one. */
    private static String[] words(String line) {
        return Arrays.stream(line.split(" "))
                .map(word -> word.equals("''") ? "" : word.replace('~', ' '))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "diff folder dev | 2 | \"folder\" is a folder, and not a snapshot file | name a file",
                "drift --against folder | 2 | \"folder\" is a folder, and not a snapshot file | name a file",
                "drift --set snapshot=folder | 2 | folder\" is a folder, and not a snapshot file | --against",
                "diff dump.sql dev | 2 | \"dump.sql\" is not a snapshot of a schema | is what belay snapshot writes",
                "diff empty.snapshot dev | 8 | empty.snapshot:1: not a snapshot of a schema | version control",
                "diff later.snapshot dev | 8 | the format '2' is not known to this version | a later version of Belay",
                "diff conflict.snapshot dev | 8 | conflict.snapshot:2: a merge has not been finished | belay snapshot",
                "diff file:empty.snapshot dev | 2 | the file * is empty | mounted",
                "diff file:conflict.snapshot dev | 2 | is a snapshot, and file: means | say conflict.snapshot alone",
                "diff file: dev | 2 | \"file:\" names no file | file:/run/secrets/database-url",
                "diff file:folder dev | 2 | cannot read the file * | it is a folder",
                "diff env: dev | 2 | \"env:\" names no variable | env:DATABASE_URL",
                "diff '' dev | 2 | an empty word names no schema | is the variable set?",
                "diff Dev prod | 2 | \"Dev\" is no environment | did you mean \"dev\"?",
                "diff migration dev | 2 | \"migration\" is no environment | did you mean \"migrations\"?",
                "diff nowhere dev | 2 | and there is no such snapshot file | say migrations, a snapshot file",
                "diff migrations dev --scratch embeded | 2 | \"embeded\" is no place | did you mean \"embedded\"?",
                "diff migrations dev --scratch nowhere | 2 | \"nowhere\" is no place | target, embedded, a URL",
                "schema -n '' | 2 | the pattern '' means nothing: it is empty | is the variable set?",
                "schema -t app.user | 2 | nothing is called app.user | did you mean app.users?",
                "schema -t Odd~Name | 2 | nothing is called Odd Name | did you mean \"Odd Name\"?",
                "schema -t users,orders | 2 | nothing is called users,orders | one pattern for each -t",
                "schema -o folder | 2 | cannot write * it is a folder | name a file",
                "schema -o '' | 2 | cannot write * it is a folder | name a file",
                "schema -o nowhere/x.sql | 2 | cannot write * there is no folder | make it",
                "snapshot -o folder | 2 | cannot write * it is a folder | name a file",
                "snapshot -o - --json | 2 | -o - and --json both want standard output | -o FILE",
            })
    void aSlipIsToldInOneSentenceWithAWayOut(
            String line, int exit, String message, String hint, TestDatabase database) {
        database.execute("CREATE SCHEMA app", "CREATE TABLE app.users ()", "CREATE TABLE \"Odd Name\" ()");

        Desk.Seen seen = desk(database).run(words(line));

        assertThat(seen.exit()).as(seen.err()).isEqualTo(exit);
        assertThat(seen.err().lines()).as(seen.err()).hasSize(2);
        assertThat(seen.err().lines().findFirst().orElseThrow())
                .startsWith("belay: ")
                .containsSubsequence(message.split("\\*"));
        assertThat(seen.err().lines().skip(1).findFirst().orElseThrow())
                .startsWith("hint: ")
                .contains(hint);
    }

    @Test
    void severalAspectsMayHaveBlanksBetweenThem(TestDatabase database) {
        assertThat(desk(database)
                        .run("diff", "dev", "dev", "--ignore", "owners, comments")
                        .exit())
                .isZero();
    }

    @Test
    void aLetterIsNotTakenForAnother(TestDatabase database) {
        Desk.Seen seen = desk(database).run("schema", "-O");

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("unknown option: '-O'").doesNotContain("did you mean");
    }

    @Test
    void whatIsLeftOutAndNotThereIsNoted(TestDatabase database) {
        Desk.Seen seen = desk(database).run("schema", "-T", "nobody", "-N", "nowhere");

        assertThat(seen.exit()).isZero();
        assertThat(seen.err()).contains("nothing is called nowhere, nobody, so that it leaves nothing out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"diff x.snapshot dev", "drift --against x.snapshot"})
    void theJsonOfADamagedSnapshotNamesFileAndLine(String line, TestDatabase database) {
        Desk desk = desk(database).file("x.snapshot", "belay schema snapshot 1\nfingerprint\n");

        assertThat(error(desk.run(words(line + " --json"))))
                .containsEntry("file", "x.snapshot")
                .containsEntry("line", 2L);
    }

    @Test
    void theJsonNamesTheFileWhereThatIsAllThatIsKnown(TestDatabase database) {
        Desk desk = desk(database);

        for (String line : new String[] {"diff dump.sql dev", "diff folder dev"}) {
            assertThat(error(desk.run(words(line + " --json"))))
                    .containsEntry("file", words(line)[1])
                    .containsEntry("line", null);
        }
        assertThat(error(desk.run("drift", "--json")))
                .containsEntry("file", folder.resolve("schema.snapshot").toString());
    }

    @Test
    void theJsonNamesFileAndLineOfTheConfigurationAndOfAMigration(TestDatabase database) {
        Desk desk = desk(database).migration("01", "CREATE TABLE a ();\nCREATE TABLE b (x nothing);", "DROP TABLE a");

        Map<String, Object> migration = error(desk.run("diff", "migrations", "dev", "--json"));
        assertThat(migration).containsEntry("line", 2L).containsEntry("sqlstate", "42704");
        assertThat(String.valueOf(migration.get("file"))).endsWith("01.sql");
        desk.file("belay.yaml", "project: shop\nconvention: plain\nsnapshoot: x\n");
        Map<String, Object> configuration = error(desk.run("diff", "a", "b", "--json"));
        assertThat(configuration).containsEntry("line", 3L);
        assertThat(String.valueOf(configuration.get("file"))).endsWith("belay.yaml");
    }

    @Test
    void whatTheServerDidNotSayIsNull(TestDatabase database) {
        assertThat(error(desk(database).run("diff", "postgresql://nobody@localhost:1/x", "dev", "--json")))
                .containsEntry("detail", null)
                .containsEntry("file", null);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> error(Desk.Seen seen) {
        return (Map<String, Object>) seen.json().get("error");
    }
}
