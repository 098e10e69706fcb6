package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code backup: {before_up: true}} of an environment. */
@ServerTest
final class BeforeUpTest {
    @TempDir
    private Path folder;

    private Desk desk(TestDatabase database, String place) {
        return new Desk(folder)
                .with("DATABASE_URL", database.url())
                .file("belay.yaml", """
                        project: shop
                        convention: plain
                        environments:
                          dev: {url: "${DATABASE_URL}", backup: {before_up: true, to: %s}}
                        """.formatted(place))
                .migration("001_author", "CREATE TABLE author (id int)", "DROP TABLE author");
    }

    @Test
    void aBackupOfWhatWasThereComesBeforeTheFirstChange(TestDatabase database) throws IOException {
        database.execute("CREATE TABLE before AS SELECT 1 AS a");
        Desk desk = desk(database, "archives");

        assertThat(desk.run("plan").out()).contains("backup to archives");
        desk.run("up", "--dry-run");
        assertThat(archives(database)).as("a plan backs nothing up").isEmpty();
        Desk.Seen up = desk.run("up", "--progress=plain");

        assertThat(up.exit()).as(up.err()).isZero();
        assertThat(up.err()).containsSubsequence("backup to archives", "public.before: 1 row", "(1/1)", "001_author");
        assertThat(archives(database)).hasSize(1);
        assertThat(desk.run("restore", "latest", "--list").out())
                .contains("before")
                .doesNotContain("author");
        desk.run("up");
        desk.run("down", "--yes");
        assertThat(archives(database))
                .as("nothing to apply, and on the way down")
                .hasSize(1);
    }

    @Test
    void whereItFailsNothingIsChanged(TestDatabase database) throws IOException {
        Files.writeString(folder.resolve("file"), "");
        List<String> before = database.tables();

        Desk.Seen up = desk(database, "file/archives").run("up");

        assertThat(up.exit()).as(up.err()).isEqualTo(7);
        assertThat(up.err()).contains("backup to file/archives", "the archive cannot be written: ", "file/archives");
        assertThat(up.out() + up.err()).doesNotContain("001_author applied");
        assertThat(database.tables()).isEqualTo(before);
        assertThat(desk(database, "file/archives").run("status").out()).contains("pending");
    }

    @Test
    void whereNobodyHasNamedAPlaceNothingIsChanged(TestDatabase database) {
        List<String> before = database.tables();
        Desk desk = desk(database, "archives").file("belay.yaml", """
                project: shop
                convention: plain
                environments: {dev: {url: "${DATABASE_URL}", backup: {before_up: true}}}
                """);

        Desk.Seen up = desk.run("up");

        assertThat(up.exit()).as(up.err()).isEqualTo(2);
        assertThat(up.err()).contains("--to", "backup");
        assertThat(database.tables()).isEqualTo(before);
    }

    @Test
    void aProtectedEnvironmentIsBackedUpOnceItsNameIsGiven(TestDatabase database) throws IOException {
        Desk desk = desk(database, "archives").file("belay.yaml", """
                project: shop
                convention: plain
                environments:
                  prod: {url: "${DATABASE_URL}", protected: true, backup: {before_up: true, to: archives}}
                """);

        assertThat(desk.run("up", "--yes").exit()).isEqualTo(2);
        assertThat(archives(database)).as("nobody has agreed").isEmpty();

        assertThat(desk.run("up", "--confirm=prod").exit()).isZero();
        assertThat(archives(database)).hasSize(1);
    }

    @Test
    void aMigrationThatFailsLeavesTheBackup(TestDatabase database) throws IOException {
        Desk.Seen up = desk(database, "archives")
                .migration("002_wrong", "CREATE TABLE author ()", "DROP TABLE author")
                .run("up");

        assertThat(up.exit()).as(up.err()).isEqualTo(5);
        assertThat(archives(database)).hasSize(1);
    }

    private List<Path> archives(TestDatabase database) throws IOException {
        Path place = folder.resolve("archives").resolve(database.name());
        if (!Files.exists(place)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(place)) {
            return found.filter(Files::isDirectory).toList();
        }
    }
}
