package dev.belay.core.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ServerTest
final class PlainTest {
    @TempDir
    private Path folder;

    private Project plain() {
        return Project.of(folder, "plain");
    }

    @Test
    void sortsByNameUnlessAnOrderIsListed() {
        plain().file("b.sql", "").file("a.sql", "").file("notes.md", "").file(".hidden.sql", "");

        assertThat(plain().versions()).containsExactly("a", "b");
        assertThat(plain().order("b.sql", "a").versions()).containsExactly("b", "a");
    }

    @Test
    void refusesAnOrderThatListsWhatIsNotThere() {
        Project project = plain().file("add_flags.sql", "").order("add_flag.sql");

        assertThatThrownBy(() -> project.open().migrations()).isInstanceOfSatisfying(BelayException.class, e -> {
            assertThat(e).hasMessage("the order lists \"add_flag.sql\", which is not there");
            assertThat(e.hint()).isEqualTo("did you mean \"add_flags\"?");
        });
    }

    @Test
    void refusesFilesThatTheOrderDoesNotList() {
        Project project =
                plain().file("a.sql", "").file("b.sql", "").file("c.sql", "").order("b.sql");

        assertThatThrownBy(() -> project.open().migrations()).hasMessage("the order does not list a.sql, c.sql");
    }

    @Test
    void refusesAnEndingThatItWouldOverlook() {
        Project project = plain().file("a.SQL", "");

        assertThatThrownBy(() -> project.open().migrations())
                .hasMessage("\"a.SQL\" is not named with a lower-case \".sql\" at its end");
    }

    @Test
    void refusesAnOrderThatListsAFileTwice() {
        assertThatThrownBy(() -> plain().order("a.sql", "a").open()).hasMessage("the order lists \"a.sql\" twice");
    }

    @ParameterizedTest
    @CsvSource({
        "add_x, rollback_add_x",
        "add_x, add_x.rollback",
        "add_x, rollback_x",
        "001_x, rollback_x",
        "001_add_x, rollback_x",
        "001_add_x, rollback_add_x",
        "001_add_x, rollback_001_add_x"
    })
    void findsTheRollbackFile(String up, String down) {
        Project project = plain().file(up + ".sql", "CREATE TABLE x ();").file(down + ".sql", "DROP TABLE x;");

        assertThat(project.only().downFile()).isEqualTo(Optional.of(folder.resolve(down + ".sql")));
        assertThat(project.down()).isEqualTo("DROP TABLE x;");
    }

    @Test
    void prefersTheExactNameToAShorterOne() {
        Project project = plain().file("add_x.sql", "SELECT 1")
                .file("001_x.sql", "SELECT 1")
                .file("rollback_add_x.sql", "SELECT 2")
                .file("rollback_x.sql", "SELECT 3");

        assertThat(project.open().migrations())
                .extracting(migration ->
                        migration.downFile().map(file -> file.getFileName().toString()))
                .containsExactly(Optional.of("rollback_x.sql"), Optional.of("rollback_add_x.sql"));
    }

    @Test
    void refusesARollbackFileThatFitsTwo() {
        Project project = plain().file("add_x.sql", "").file("001_x.sql", "").file("rollback_x.sql", "");

        assertThatThrownBy(() -> project.open().migrations())
                .hasMessage("\"rollback_x.sql\" could undo 001_x.sql or add_x.sql");
    }

    @Test
    void refusesARollbackFileThatFitsNone() {
        Project project = plain().file("add_x.sql", "").file("rollback_y.sql", "");

        assertThatThrownBy(() -> project.open().migrations()).hasMessage("no migration belongs to rollback_y.sql");
    }

    @Test
    void refusesTwoRollbackFilesForOne() {
        Project project = plain().file("x.sql", "").file("rollback_x.sql", "").file("x.rollback.sql", "");

        assertThatThrownBy(() -> project.open().migrations())
                .hasMessage("two files undo \"x.sql\": \"rollback_x.sql\" and \"x.rollback.sql\"");
    }

    @Test
    void isNotReversibleByAnEmptyFile() {
        Project project = plain().file("x.sql", "SELECT 1").file("rollback_x.sql", "-- later\n");

        assertThat(project.only().reversible()).isFalse();
        assertThatThrownBy(project::down).hasMessage("migration x has no down part");
    }

    @Test
    void createsAFileWithoutANumberWhereAnOrderIsListed() {
        Project project = plain().file("007_a.sql", "").order("007_a.sql");

        assertThat(project.open().create("b", Instant.EPOCH))
                .containsExactly(folder.resolve("b.sql"), folder.resolve("rollback_b.sql"));
    }

    @Test
    void goesUpAndDown(TestDatabase database) throws Exception {
        Project project = plain().file("001_create_base_schema.sql", "CREATE TABLE ${prefix}users (id int);")
                .file("rollback_create_base_schema.sql", "DROP TABLE ${prefix}users;")
                .file("add_feature_flags.sql", "BEGIN;\nCREATE TABLE feature_flags (key text);\nCOMMIT;\n")
                .file("rollback_add_feature_flags.sql", "DROP TABLE feature_flags;")
                .order("001_create_base_schema.sql", "add_feature_flags.sql")
                .with(Map.of("prefix", "v_"));

        project.migrate(database);
        assertThat(database.tables())
                .containsExactly("public.feature_flags", "public.schema_migrations", "public.v_users");
        assertThat(project.states(database))
                .containsExactly("001_create_base_schema APPLIED", "add_feature_flags APPLIED");

        project.undo(database);
        project.undo(database);
        assertThat(database.tables()).containsExactly("public.schema_migrations");
        assertThat(project.rows(database)).isEmpty();
    }
}
