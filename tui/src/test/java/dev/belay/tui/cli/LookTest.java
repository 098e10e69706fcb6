package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that look at other things than migrations: the configuration, the connection; and the one that writes a file. */
@ServerTest
final class LookTest {
    @TempDir
    private Path folder;

    @Test
    void configShowsEveryKeyAndItsOriginAndNoSecret(TestDatabase database) {
        Desk.Seen seen = Desk.plain(folder, database)
                .with("DATABASE_URL", "postgresql://me:s3cret@localhost:1/x")
                .run("config", "--set", "lock.wait=5s");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out())
                .containsPattern("convention +plain +belay.yaml:2")
                .containsPattern("lock.wait +5s +--set lock.wait")
                .containsPattern(
                        "environments.dev.url +postgresql://me:\\*\\*\\*\\*@localhost:1/x +belay.yaml:4 \\(DATABASE_URL\\)")
                .doesNotContain("s3cret");
    }

    @Test
    void doctorSaysStepByStepWhatWorks(TestDatabase database) {
        Desk.Seen seen = Desk.plain(folder, database).run("doctor");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out())
                .containsPattern("✓ network +localhost:\\d+ accepts connections")
                .containsPattern("✓ database +database \"" + database.name() + "\"");
    }

    @Test
    void doctorSaysWhereItStops(TestDatabase database) {
        Desk.Seen seen = Desk.plain(folder, database)
                .with("DATABASE_URL", "postgresql://me@localhost:1/x")
                .run("doctor");

        assertThat(seen.exit()).isEqualTo(3);
        assertThat(seen.out())
                .containsPattern("✗ network +.*localhost:1")
                .containsPattern("· database +needs: network");
    }

    @Test
    void newWritesAFileAndNeedsNoDatabase() {
        Desk desk = new Desk(folder)
                .file("belay.yaml", "project: x\nconvention: mybatis\nmigrations: .\n")
                .file("scripts/20250101000000_first.sql", "SELECT 1;\n-- //@UNDO\nSELECT 2;\n");

        Desk.Seen seen = desk.run("new", "add", "email to users");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).isEqualTo("scripts/20260203040506_add_email_to_users.sql\n");
        assertThat(folder.resolve("scripts/20260203040506_add_email_to_users.sql"))
                .content()
                .contains("@UNDO");
        assertThat(desk.run("new", "…").err()).contains("has no letter and no digit");
    }
}
