package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.tui.server.EmbeddedServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drill that has no place to be in is refused before hours of backup, and not after them. */
@ServerTest
final class DrillPlaceTest {
    @TempDir
    private Path folder;

    private void assertRefused(Desk desk, int exit, String message, String... more) {
        String[] command = new String[3 + more.length];
        command[0] = "backup";
        command[1] = "--to=backups";
        command[2] = "--drill";
        System.arraycopy(more, 0, command, 3, more.length);

        Desk.Seen seen = desk.run(command);

        assertThat(seen.err()).contains(message);
        assertThat(seen.exit()).isEqualTo(exit);
        assertThat(folder.resolve("backups")).doesNotExist();
    }

    @Test
    void aServerOfItsOwnMustBeThere(TestDatabase database) {
        Desk desk = Desk.plain(folder, database)
                .through(servers -> EmbeddedServer.of(folder.resolve("nothing"), Map.of("HOME", folder.toString())));

        assertRefused(desk, 2, "there is no PostgreSQL " + database.server().major() + " at ", "--drill-on=embedded");
    }

    @Test
    void aPlaceMustBeKnown(TestDatabase database) {
        assertRefused(
                Desk.plain(folder, database),
                2,
                "\"nowhere\" is no place for a temporary database",
                "--drill-on=nowhere");
    }

    @Test
    void aServerElsewhereMustAnswer(TestDatabase database) {
        Desk desk = Desk.plain(folder, database).with("OTHER_URL", "postgresql://nobody@127.0.0.1:1/nothing");

        assertRefused(desk, 3, "127.0.0.1:1", "--drill-on=env:OTHER_URL");
    }

    @Test
    void theRoleMustBeAllowedToMakeADatabase(TestDatabase database) {
        String role = "plain_" + database.name();
        database.execute(
                "CREATE ROLE " + role + " LOGIN PASSWORD 'x'",
                "ALTER DATABASE " + database.name() + " OWNER TO " + role);
        TestDatabase plain = new TestDatabase(database.server(), database.name(), role, "x");

        assertRefused(
                Desk.plain(folder, plain),
                3,
                "no temporary database can be made here: permission denied to create database");
        assertRefused(Desk.plain(folder, plain), 3, "ALTER ROLE … CREATEDB");

        database.execute("ALTER ROLE " + role + " CREATEDB");
        assertThat(Desk.plain(folder, plain)
                        .now()
                        .run("backup", "--to=backups", "--drill")
                        .exit())
                .isZero();
    }
}
