package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class ValidateTest {
    @TempDir
    private Path folder;

    private Desk shop(TestDatabase database) {
        return Desk.plain(folder, database)
                .migration("001_author", "CREATE TABLE author (id int);", "DROP TABLE author;");
    }

    @Test
    void aSoundProjectHasNoFindings(TestDatabase database) {
        Desk.Seen seen = shop(database).run("validate");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).isEqualTo("1 migration, nothing wrong\n");
    }

    @Test
    void everyFileIsReadAndEveryMistakeIsNamed(TestDatabase database) {
        Desk desk = shop(database)
                .migration("002_open", "SELECT 'never closed", "SELECT 1")
                .migration("003_lock", "DISCARD ALL", "SELECT pg_advisory_unlock_all()")
                .migration("004_word", "-- belay: no-transactoin\nSELECT 1", "SELECT 1")
                .migration("005_empty", "", "-- nothing");

        Desk.Seen seen = desk.run("validate", "--offline");

        assertThat(seen.exit()).isEqualTo(1);
        assertThat(seen.out())
                .contains("002_open.sql:1")
                .contains("003_lock.sql:1: DISCARD ALL would drop the lock")
                .contains("rollback_003_lock.sql:1: \"SELECT pg_advisory_unlock_all()\" would drop the lock of a run")
                .contains("unknown directive \"no-transactoin\"")
                .contains("005_empty: has no statement")
                .contains("in 5 migrations; the database was not looked at: --offline");
    }

    @Test
    void seedsAndHooksAreReadToo(TestDatabase database) {
        Desk desk = shop(database)
                .file("belay.yaml", """
                project: shop
                convention: plain
                migrations: sql
                environments: {dev: {url: "${DATABASE_URL}"}}
                seed: [absent.sql]
                hooks: {before_up: [open.sql]}
                """)
                .file("open.sql", "SELECT $$ x")
                .file("sql/001.sql", "SELECT 1");

        Desk.Seen seen = desk.run("validate", "--offline", "--json");

        assertThat(seen.exit()).isEqualTo(1);
        assertThat(seen.out()).contains("absent.sql", "open.sql:1");
    }

    @Test
    void whatDiffersFromTheDatabaseIsFound(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");
        desk.file("001_author.sql", "SELECT 2");

        Desk.Seen seen = desk.run("validate");

        assertThat(seen.exit()).isEqualTo(1);
        assertThat(seen.out()).contains("✗ 001_author: was changed after it was applied");
        assertThat(desk.run("validate", "--offline").exit()).isZero();
    }

    @Test
    void aDatabaseOutOfReachIsSaidAndNoFinding(TestDatabase database) {
        Desk desk = shop(database).with("DATABASE_URL", "postgresql://nobody@localhost:1/nothing");

        Desk.Seen seen = desk.run("validate");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).startsWith("1 migration, nothing wrong; the database was not looked at: ");
    }

    @Test
    void noDatabaseAtAllIsNoFindingEither(TestDatabase database) {
        Desk desk = new Desk(folder)
                .file("belay.yaml", "project: shop\nconvention: plain\n")
                .file("001.sql", "SELECT 1");

        assertThat(desk.run("validate").exit()).isZero();
        assertThat(desk.run("validate", "--offline").out()).contains("1 migration, nothing wrong");
    }

    @Test
    void aFileThatIsNotTextIsAFinding(TestDatabase database) throws Exception {
        Desk desk = shop(database);
        Files.write(folder.resolve("002_latin.sql"), "SELECT 'ü'".getBytes(StandardCharsets.ISO_8859_1));

        Desk.Seen seen = desk.run("validate", "--offline");

        assertThat(seen.exit()).isEqualTo(1);
        assertThat(seen.out()).contains("002_latin.sql");
    }
}
