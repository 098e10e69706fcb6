package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that does not let us: what is missing is named, and nothing is left half done. */
@ServerTest
final class HostileServerTest {
    @TempDir
    Path folder;

    private Project project;
    private String role = "";

    private Project project(TestDatabase database) {
        project = new Project(folder, database).with("add_1", "INSERT INTO public.log VALUES ('1');");
        database.execute("CREATE TABLE log (said text)");
        return project;
    }

    private Project as(TestDatabase database, String... grants) {
        role = "weak_" + database.name();
        database.execute("CREATE ROLE " + role, "GRANT ALL ON log TO " + role);
        for (String grant : grants) {
            database.execute(grant + " TO " + role);
        }
        project.role = Optional.of(role);
        return project;
    }

    @AfterEach
    void dropRole() {
        if (!role.isEmpty()) {
            project.database().execute("DROP OWNED BY " + role, "DROP ROLE " + role);
        }
    }

    /** The error of a first run that could not even begin. */
    private static BelayException refused(Project project) {
        BelayException refused = catchThrowableOfType(BelayException.class, project::up);
        assertThat(refused).isNotNull();
        assertThat(refused.kind()).isEqualTo(Kind.MIGRATION);
        assertThat(project.database().tables()).doesNotContain("belay.journal", "public.schema_migrations");
        assertThat(project.database().query("SELECT said FROM log")).isEmpty();
        return refused;
    }

    @Test
    void aRoleThatMayNotMakeTheHistory(TestDatabase database) {
        project(database);
        BelayException refused = refused(as(database, "GRANT CREATE ON DATABASE " + database.name()));

        assertThat(refused).hasMessageContaining("permission denied for schema public");
        assertThat(refused.hint()).contains("belay doctor", "role:");
    }

    @Test
    void aRoleThatMayNotMakeTheSchemaOfTheJournal(TestDatabase database) {
        project(database);
        BelayException refused = refused(as(database, "GRANT ALL ON SCHEMA public"));

        assertThat(refused).hasMessageContaining("permission denied for database " + database.name());
        assertThat(refused.hint()).contains("journal: {schema: …}", "role:");
    }

    @Test
    void aFullDiskIsNamedAndNothingIsLeft(TestDatabase database) {
        project(database);
        database.execute(
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION"
                        + " 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$",
                "CREATE TRIGGER full_disk BEFORE INSERT ON log FOR EACH ROW EXECUTE FUNCTION full_disk()");

        RunResult result = project.up();

        assertThat(Project.outcomes(result)).containsExactly("add_1 FAILED");
        assertThat(result.failure().orElseThrow().hint()).contains("disk is full");
        assertThat(result.failure().orElseThrow().error().orElseThrow().state()).isEqualTo("53100");

        database.execute("DROP TRIGGER full_disk ON log");
        assertThat(Project.outcomes(project.up())).containsExactly("add_1 APPLIED");
    }

    /** When even the failure cannot be written down, the failure itself is still what is told. */
    @Test
    void aJournalThatCannotBeWrittenHidesNothing(TestDatabase database) {
        project(database).up();
        project.with("add_2", "SELECT 1 / 0;");
        database.execute(
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION"
                        + " 'No space left on device' USING ERRCODE = '53100'; END $$",
                "CREATE TRIGGER full_disk BEFORE INSERT ON belay.journal FOR EACH ROW WHEN (NEW.event <> 'run_started')"
                        + " EXECUTE FUNCTION full_disk()");

        RunResult result = project.up();

        assertThat(Project.outcomes(result)).containsExactly("add_2 FAILED");
        assertThat(result.failure().orElseThrow().message())
                .isEqualTo("add_2.sql:1: division by zero (SQLSTATE 22012)");
        assertThat(project.heard(RunEvent.Warned.class))
                .hasSize(2)
                .allSatisfy(warned -> assertThat(warned.message()).startsWith("the journal could not be written: "));

        project.with("add_2", "SELECT 1;");
        assertThat(Project.outcomes(project.up()))
                .as("no journal, no migration")
                .containsExactly("add_2 FAILED");
        assertThat(database.query("SELECT count(*) FROM schema_migrations")).containsExactly("1");
    }

    @Test
    void aRoleThatMayReadOnlyIsToldSoBeforeAnythingRuns(TestDatabase database) {
        project(database);
        project.up();
        database.execute(
                "DELETE FROM log",
                "GRANT USAGE ON SCHEMA belay TO public",
                "GRANT SELECT ON belay.journal TO public",
                "GRANT SELECT ON schema_migrations TO public");
        project.with("add_2", "INSERT INTO log VALUES ('2');");

        BelayException refused = catchThrowableOfType(BelayException.class, as(database)::up);

        assertThat(refused).hasMessageContaining("permission denied for table journal");
        assertThat(refused.hint()).contains("role:");
        assertThat(database.query("SELECT said FROM log")).isEmpty();
    }
}
