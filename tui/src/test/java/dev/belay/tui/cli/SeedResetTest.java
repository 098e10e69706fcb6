package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class SeedResetTest {
    @TempDir
    private Path folder;

    private Desk shop(TestDatabase database) {
        return new Desk(folder)
                .with("DATABASE_URL", database.url())
                .file("belay.yaml", """
                        project: shop
                        convention: plain
                        migrations: sql
                        environments: {dev: {url: "${DATABASE_URL}"}}
                        seed: [seed/one.sql, seed/two.sql]
                        """)
                .file("sql/001_author.sql", "CREATE TABLE author (id int)")
                .file("seed/one.sql", "INSERT INTO author VALUES (1); INSERT INTO author VALUES (2);")
                .file("seed/two.sql", "INSERT INTO author VALUES (3);");
    }

    @Test
    void seedsAndHooksAreNoMigrationsWhereverTheyLie(TestDatabase database) {
        Desk desk = Desk.plain(folder, database)
                .file("belay.yaml", """
                        convention: plain
                        seed: [seed.sql]
                        hooks: {before_up: [./checks.sql]}
                        environments: {dev: {url: "${DATABASE_URL}"}}
                        default_environment: dev
                        """)
                .migration("001_author", "CREATE TABLE author (id int PRIMARY KEY);\n", "DROP TABLE author;")
                .file("seed.sql", "INSERT INTO author VALUES (1);")
                .file("checks.sql", "SELECT 1;");

        assertThat(desk.run("up").out()).contains("✓ 001_author  applied", "\n1 applied in ");
        assertThat(desk.run("new", "add book").out()).startsWith("002_add_book.sql\n");
        assertThat(desk.run("seed", "--yes").exit()).isZero();
    }

    @Test
    void theTimeOfSeedsIsNotThatOfWhoThinksAboutTheQuestion(TestDatabase database) {
        Desk desk = new Desk(folder)
                .file("belay.yaml", """
                        project: shop
                        convention: plain
                        seed: [seed.sql]
                        environments: {dev: {url: "${DATABASE_URL}"}}
                        """)
                .file("seed.sql", "SELECT 1;")
                .with("DATABASE_URL", database.url())
                .answering("y")
                .thinking(Duration.ofSeconds(3));

        Desk.Seen seen = desk.run("seed", "--env=dev");

        assertThat(seen.exit()).as(seen.err()).isZero();
        assertThat(seen.out()).doesNotContainPattern("run in [3-9]\\.\\d s");
    }

    @Test
    void seedRunsTheFilesOfTheConfiguration(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");

        Desk.Seen seen = desk.run("seed", "--yes");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).contains("seed/one.sql", "2 seed files run in");
        assertThat(database.query("SELECT id FROM author ORDER BY id")).containsExactly("1", "2", "3");
    }

    @Test
    void aSeedThatFailsNamesItsLineAndLeavesNothing(TestDatabase database) {
        Desk desk =
                shop(database).file("seed/one.sql", "INSERT INTO author VALUES (1);\nINSERT INTO nowhere VALUES (2);");
        desk.run("up");

        Desk.Seen seen = desk.run("seed", "--yes", "--json");

        assertThat(seen.exit()).isEqualTo(5);
        assertThat(seen.json()).containsEntry("exit", 5L);
        assertThat(seen.err()).contains("one.sql:2: relation \"nowhere\" does not exist (SQLSTATE 42P01)");
        assertThat(database.query("SELECT count(*) FROM author")).containsExactly("0");
    }

    @Test
    void withoutSeedFilesThereIsNothingToAskAndNothingToDo(TestDatabase database) {
        Desk desk = Desk.plain(folder, database);

        assertThat(desk.run("seed").out()).isEqualTo("there are no seed files; seed: in belay.yaml names them\n");
    }

    @Test
    void resetMakesTheDatabaseAnew(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");
        database.execute("CREATE SCHEMA leftover", "CREATE TABLE leftover.t ()", "INSERT INTO author VALUES (99)");

        Desk.Seen seen = desk.answering(database.name()).run("reset");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).contains("✓ 001_author  applied", "1 applied in", "seed/two.sql");
        assertThat(database.query("SELECT id FROM author ORDER BY id")).containsExactly("1", "2", "3");
        assertThat(database.tables()).doesNotContain("leftover.t");
    }

    @Test
    void aYesIsNotEnoughForAReset(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");

        Desk.Seen seen = desk.run("reset", "--yes");

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err())
                .contains("needs the name of the database \"" + database.name() + "\"")
                .contains("add --confirm=" + database.name());
        assertThat(desk.run("reset", "--confirm=dev").exit()).isEqualTo(2);
        assertThat(database.tables()).contains("public.author");
    }

    @Test
    void filesThatCouldNotBeAppliedAreFoundBeforeAnythingIsDropped(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");
        desk.file("sql/002_open.sql", "SELECT 'never closed");

        Desk.Seen seen = desk.run("reset", "--confirm=" + database.name());

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("002_open.sql:1", "nothing was dropped");
        assertThat(database.tables()).contains("public.author");
    }
}
