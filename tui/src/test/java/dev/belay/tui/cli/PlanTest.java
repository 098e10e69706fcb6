package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class PlanTest {
    @TempDir
    private Path folder;

    private Desk shop(TestDatabase database) {
        return Desk.plain(folder, database)
                .migration(
                        "001_author",
                        "CREATE TABLE author (\n  id int\n);\nCOPY author FROM stdin;\n1\n2\n\\.\n",
                        "DROP TABLE author;")
                .migration(
                        "002_index",
                        "CREATE INDEX CONCURRENTLY author_id ON author (id);\nSELECT 1;",
                        "DROP INDEX author_id;");
    }

    @Test
    void showsEveryStatementAndHowItCommits(TestDatabase database) {
        Desk.Seen seen = shop(database).run("plan");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).contains("""
                1. apply 001_author
                   2 statements, all in one transaction

                     CREATE TABLE author (
                       id int
                     );

                     COPY author FROM stdin;
                     -- its rows are not shown

                2. apply 002_index
                   2 statements in 2 units, each committed on its own

                     CREATE INDEX CONCURRENTLY author_id ON author (id);

                     SELECT 1;

                2 migrations to apply
                """).containsPattern("\nplan [0-9a-f]{64}\n$");
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void withoutStatementsOnlyTheSteps(TestDatabase database) {
        Desk desk = shop(database);

        assertThat(desk.run("plan", "--no-sql").out())
                .contains("1. apply 001_author")
                .doesNotContain("CREATE TABLE");
        assertThat(desk.run("plan", "--sql").out()).contains("CREATE TABLE");
    }

    @Test
    void theWayDownIsAPlanToo(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");

        assertThat(desk.run("plan", "--down").out()).contains("1. undo 002_index", "1 migration to undo");
        assertThat(desk.run("plan", "--down", "--all").out()).contains("2. undo 001_author", "2 migrations to undo");
        assertThat(desk.run("plan", "--steps=2").out()).contains("2. undo 001_author");
        assertThat(desk.run("plan", "--down", "001_author").out())
                .contains("undo 002_index")
                .doesNotContain("undo 001_author");
    }

    @Test
    void aPlanThatWouldBeRefusedSaysWhy(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up", "001_author");
        desk.file("001_author.sql", "SELECT 1");

        Desk.Seen seen = desk.run("plan");

        assertThat(seen.exit()).isEqualTo(5);
        assertThat(seen.out())
                .contains("✗ \"001_author\" was changed after it was applied")
                .contains("this plan is refused: 1 problem")
                .doesNotContain("\nplan ");
        assertThat(seen.err()).startsWith("belay: \"001_author\" was changed after it was applied");
    }

    @Test
    void tellsWhatRunsAroundTheMigrations(TestDatabase database) {
        Desk desk = shop(database);
        desk.file("hooks/checks.sql", "SELECT 1;").file("belay.yaml", """
                project: shop
                convention: plain
                environments: {dev: {url: "${DATABASE_URL}"}}
                default_environment: dev
                hooks:
                  before_up: [hooks/checks.sql]
                  after_each: [hooks/checks.sql, [sh, -c, "echo geheim"]]
                """);

        assertThat(desk.run("plan", "--no-sql").out()).contains("""
                around them  runs
                before_up    hooks/checks.sql  SQL, in a transaction of its own
                after_each   hooks/checks.sql  SQL, in the transaction of each migration
                after_each   sh                a command, outside of its transaction

                2 migrations to apply
                """).doesNotContain("geheim");
    }

    @Test
    void theSamePlanHasTheSameName(TestDatabase database) {
        Desk desk = shop(database);

        Object first = desk.run("plan", "--json").json().get("plan");

        assertThat(desk.run("plan", "--json").json()).containsEntry("plan", first);
        assertThat(desk.run("plan", "001_author", "--json").json().get("plan")).isNotEqualTo(first);
    }
}
