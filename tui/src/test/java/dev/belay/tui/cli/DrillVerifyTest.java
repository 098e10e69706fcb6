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
}
