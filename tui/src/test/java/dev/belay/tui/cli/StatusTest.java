package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ServerTest
final class StatusTest {
    @TempDir
    private Path folder;

    private Desk shop(TestDatabase database) {
        return Desk.plain(folder, database)
                .migration("001_author", "CREATE TABLE author (id int);", "DROP TABLE author;")
                .migration("002_book", "CREATE TABLE book (id int);", "DROP TABLE book;");
    }

    @Test
    void listsEveryMigrationAndWritesNothing(TestDatabase database) {
        Desk desk = shop(database);

        Desk.Seen seen = desk.run("status");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).endsWith("""
            state      version
            · pending  001_author
            · pending  002_book

            2 pending
            next: belay plan shows what would run, belay up runs it
            """);
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void theExitCodeTellsOnlyWhenItIsAsked(TestDatabase database) {
        Desk desk = shop(database);

        assertThat(desk.run("status").exit()).isZero();
        assertThat(desk.run("status", "--exit-code").exit()).isEqualTo(1);
        desk.run("up");
        assertThat(desk.run("status", "--exit-code").exit()).isZero();
    }

    @Test
    void saysWhatPendingMigrationsNeed(TestDatabase database) {
        Desk desk = shop(database)
                .migration("003_loan", "-- belay: requires author, reader\nCREATE TABLE loan ()", "DROP TABLE loan");
        desk.run("up", "001_author");

        assertThat(desk.run("status").out()).containsPattern("author +✓ there").containsPattern("reader +✗ missing");
    }

    @Test
    void aPendingFileThatCannotBeReadHidesNothingElse(TestDatabase database) {
        Desk desk = shop(database).migration("003_open", "SELECT 'never closed", "SELECT 1");

        Desk.Seen seen = desk.run("status");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).contains("001_author", "003_open", "3 pending");
        assertThat(seen.err()).startsWith("warning: 003_open.sql:1: ");
    }

    @ParameterizedTest
    @CsvSource({
        "mybatis, 2_two.sql, 2_two.sql",
        "sections, 20260101_000002_two.sql, 20260101_000002_two.sql",
        "plain, 002_two.sql, 002_two.sql",
        "flyway, V2__two.sql, V2__two.sql",
        "prisma, 2_two/migration.sql, 2_two"
    })
    void aFileThatIsNotUtf8IsARowAmongTheOthers(String convention, String bad, String named, TestDatabase database)
            throws IOException {
        Desk desk = project(convention, database);
        Files.write(desk.folder.resolve(bad), new byte[] {'-', '-', ' ', (byte) 0xE9, '\n'});

        Desk.Seen seen = desk.run("status");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out())
                .containsPattern("· pending +\\S*1")
                .containsPattern("✗ unreadable +\\S*2")
                .containsPattern("· pending +\\S*3")
                .contains("not UTF-8: byte 0xE9 at offset 3")
                .contains(named)
                .contains("2 pending, 1 unreadable");
        assertThat(desk.run("status", "--exit-code").exit()).isEqualTo(1);
        assertThat(desk.run("up").exit()).isEqualTo(2);
        assertThat(desk.run("plan").exit()).isEqualTo(2);
    }

    @Test
    void anAppliedMigrationWhoseFileIsUnreadableIsNotMissing(TestDatabase database) throws IOException {
        Desk desk = shop(database);
        desk.run("up");
        Path file = desk.folder.resolve("001_author.sql");
        Files.delete(file);
        // The one kind of unreadable file that root cannot read either.
        Files.createDirectory(file);

        Desk.Seen seen = desk.run("status", "--json");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out())
                .contains("\"version\": \"001_author\"", "\"state\": \"unreadable\"", "\"cause\": \"unreadable\"")
                .doesNotContain("\"state\": \"missing\"");
        assertThat(desk.run("status").out()).contains("cannot read \"001_author.sql\"", "1 applied, 1 unreadable");
    }

    /** Three migrations, of which the second is to be overwritten. */
    private Desk project(String convention, TestDatabase database) {
        Desk desk = new Desk(folder).with("DATABASE_URL", database.url()).file("belay.yaml", """
                convention: %s
                environments: {dev: {url: "${DATABASE_URL}"}}
                """.formatted(convention));
        for (String number : List.of("1", "2", "3")) {
            switch (convention) {
                case "mybatis" -> desk.file(number + "_two.sql", "SELECT 1;\n-- //@UNDO\nSELECT 1;\n");
                case "sections" ->
                    desk.file("20260101_00000" + number + "_two.sql", "-- UP:\nSELECT 1;\n-- DOWN:\nSELECT 1;\n");
                case "plain" -> desk.file("00" + number + "_two.sql", "SELECT 1;\n");
                case "flyway" -> desk.file("V" + number + "__two.sql", "SELECT 1;\n");
                default -> desk.file(number + "_two/migration.sql", "SELECT 1;\n");
            }
        }
        return desk;
    }

    @Test
    void usesOneSession(TestDatabase database) {
        database.execute("""
            CREATE FUNCTION public.logins() RETURNS bigint LANGUAGE sql AS
            'SELECT sessions FROM pg_stat_database WHERE datname = current_database()'\
            """);
        Desk desk = shop(database);
        desk.run("up");
        long before = sessions(database);

        desk.run("status");

        // Asking is a session too, and it is counted when it ends.
        assertThat(sessions(database) - before).isLessThanOrEqualTo(2);
    }

    private static long sessions(TestDatabase database) {
        return Long.parseLong(database.query("SELECT public.logins()").get(0));
    }

    @Test
    void isJsonWhenAsked(TestDatabase database) {
        Desk.Seen seen = shop(database).run("status", "--json", "--pending");

        assertThat(seen.err()).isEmpty();
        assertThat(seen.json())
                .containsEntry("format", 1L)
                .containsEntry("command", "status")
                .containsEntry("ok", true);
        assertThat((List<?>) seen.json().get("migrations")).hasSize(2);
        assertThat(seen.out()).doesNotContain(":" + database.password() + "@");
    }

    @Test
    void worksWithoutAnyConfiguration(TestDatabase database) {
        Desk desk = new Desk(folder)
                .with("DATABASE_URL", database.url())
                .migration("sql/001_author", "CREATE TABLE author ()", "DROP TABLE author")
                .file("sql/rollback_001_author.sql", "DROP TABLE author");

        assertThat(desk.run("up", "--convention", "plain", "--migrations", "sql")
                        .exit())
                .isZero();
        assertThat(desk.run("status", "--convention=plain", "--migrations=sql").out())
                .contains("1 applied");
    }

    @Test
    void aStockMyBatisFolderSaysItselfWhereItConnects(TestDatabase database) {
        Desk desk = new Desk(folder)
                .file("environments/development.properties", """
                    driver=org.postgresql.Driver
                    url=%s
                    username=%s
                    password=%s
                    """.formatted(
                                database.jdbcUrl(), database.user(), database.password()))
                .file("scripts/20250101000000_author.sql", """
                    -- // author
                    CREATE TABLE author (id int);
                    -- //@UNDO
                    DROP TABLE author;
                    """);

        assertThat(desk.run("up", "--convention=mybatis").exit()).isZero();
        assertThat(database.query("SELECT description FROM changelog")).containsExactly("author");
        assertThat(desk.run("down", "--convention=mybatis", "--yes").exit()).isZero();
    }

    @Test
    void theUsersUrlGoesBeforeThatOfTheEnvironment(TestDatabase one, TestDatabase other) {
        Desk desk = shop(one).with("OTHER_URL", other.url());

        desk.run("up", "--url", "env:OTHER_URL");

        assertThat(one.tables()).isEmpty();
        assertThat(other.tables()).contains("public.author");
    }
}
