package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class DrillVerifyTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasRestoredIsHeldAgainstTheSpecWithOneExitCode(TestDatabase database) {
        Desk desk = Desk.plain(folder, database)
                .migration("01_users", "CREATE TABLE users (id bigint PRIMARY KEY, email text);", "DROP TABLE users;");
        desk.run("up");
        String[] round = {"backup", "--to", "backups", "--drill", "--verify", "--prune", "--keep-last=1"};

        assertThat(desk.run(round).err()).contains("there is no spec \"verify.yaml\"");
        assertThat(folder.resolve("backups")).doesNotExist();
        desk.file("verify.yaml", """
                version: 1
                history: {pending: 0, checksums_match: true}
                tables: {users: {columns: {email: text}, rows: {min: 1}}}
                rejects: [{sql: "INSERT INTO users VALUES (NULL)", sqlstate: "23502"}]
                """);
        database.execute("INSERT INTO users VALUES (1, 'a')");

        Desk.Seen good = desk.run(round);

        assertThat(good.exit()).isZero();
        assertThat(good.out()).containsPattern("✓ \\d+ checks of the spec hold");

        database.execute("DELETE FROM users");
        Desk.Seen bad = desk.run(round);

        assertThat(bad.exit()).isEqualTo(6);
        assertThat(bad.out()).contains("✗ public.users has 0 rows").doesNotContain("kept 1");
        assertThat(bad.err()).contains("is what was backed up, but that is not what the spec says");
        Desk.Seen drill = desk.run("drill", "--from", "backups", "--verify", "--json");
        assertThat(drill.exit()).isEqualTo(6);
        assertThat(drill.json().get("spec").toString()).contains("has 0 rows");
        assertThat(desk.run("drill", "--from", "backups").exit()).isZero();
    }

    @Test
    void anArchiveThatIsNotWhatTheSpecSaysIsNeverYoungEnough(TestDatabase database) {
        Desk desk = Desk.plain(folder, database)
                .now()
                .file("verify.yaml", "version: 1\nhealth: false\ntables: {users: {rows: {min: 1}}}\n");
        database.execute("CREATE TABLE users (id bigint PRIMARY KEY)");
        String[] hourly = {"backup", "--to", "backups", "--drill", "--verify", "--unless-newer-than", "1h"};
        String[] plain = {"backup", "--to", "backups", "--drill", "--unless-newer-than", "1h"};

        assertThat(desk.run(hourly).exit()).isEqualTo(6);
        assertThat(desk.run(hourly).exit()).as("nothing is better").isEqualTo(6);
        assertThat(desk.run(plain).out())
                .as("who does not ask for the spec has what he wants")
                .contains("is young enough");
        desk.run(plain[0], plain[1], plain[2], plain[3]);
        assertThat(desk.run(hourly).exit())
                .as("a drill that nobody held against the spec proves nothing of it")
                .isEqualTo(6);

        database.execute("INSERT INTO users VALUES (1)");
        Desk.Seen good = desk.run(hourly);
        assertThat(good.out()).doesNotContain("is young enough");
        assertThat(good.exit()).isZero();
        assertThat(desk.run(hourly).out()).contains("is young enough");
    }
}
