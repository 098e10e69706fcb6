package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were written for psql and keep the history themselves. */
@ServerTest
final class OwnRowTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "VACUUM pg_catalog.pg_class;"})
    void filesThatWriteAndRemoveTheirOwnRowsGoUpAndDown(String alone, TestDatabase database) {
        Project project = new Project(folder, database)
                .with(
                        "add_x",
                        "CREATE TABLE x (); INSERT INTO schema_migrations (version) VALUES ('add_x');\n" + alone,
                        "DROP TABLE x; DELETE FROM schema_migrations WHERE version = 'add_x';\n" + alone);

        assertThat(Project.outcomes(project.up())).containsExactly("add_x APPLIED");
        assertThat(database.query("SELECT version, length(checksum) FROM schema_migrations"))
                .containsExactly("add_x|64");
        assertThat(Project.outcomes(project.down())).containsExactly("add_x REVERTED");
        assertThat(database.query("SELECT count(*) FROM schema_migrations")).containsExactly("0");
        assertThat(project.states()).containsExactly("add_x PENDING");
    }
}
