package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void usesOneSession(TestDatabase database) {
        database.execute("""
                CREATE FUNCTION public.logins() RETURNS bigint LANGUAGE sql AS
                'SELECT sessions FROM pg_stat_database WHERE datname = current_database()'""");
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
