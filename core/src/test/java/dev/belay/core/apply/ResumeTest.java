package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Kind;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes on after a break is what an unbroken run would have done: no more, no less, and nothing else. */
@ServerTest
final class ResumeTest {
    @TempDir
    Path folder;

    private Project project(TestDatabase database, String script) {
        database.execute("CREATE TABLE author (id int, name text)", "CREATE TABLE book (id int)");
        return new Project(folder, database).with("add_1", script);
    }

    private static String state(RunResult result) {
        return result.failure().orElseThrow().error().orElseThrow().state();
    }

    @ParameterizedTest
    @ValueSource(strings = {"started 1", "finished 1"})
    void whateverBreaksTheIndexIsThereOnce(String event, TestDatabase database) {
        Project project = project(database, "CREATE INDEX CONCURRENTLY i ON author (id);");

        assertThat(Interruption.at(project, event).exitCode()).isEqualTo(Kind.CONNECTION.exitCode());
        assertThat(Project.outcomes(project.up())).containsExactly("add_1 RESUMED");
        assertThat(database.query("SELECT pg_get_indexdef('i'::regclass)"))
                .containsExactly("CREATE INDEX i ON public.author USING btree (id)");
        assertThat(project.heard(RunEvent.Warned.class))
                .extracting(RunEvent.Warned::message)
                .isEqualTo(
                        event.equals("started 1")
                                ? List.of()
                                : List.of("add_1.sql:1: this had happened when the run broke, and is not run again"));
    }

    /** The index of that name is somebody else's: that the run broke does not make it ours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX CONCURRENTLY i ON author (id);",
                "CREATE INDEX CONCURRENTLY i ON book (id);",
            })
    void anIndexThatWasThereBeforeIsNotTakenForTheNewOne(String script, TestDatabase database) {
        Project project = project(database, script);
        database.execute("CREATE INDEX i ON author (name)");

        Interruption.at(project, "started 1");

        assertThat(state(project.up())).isEqualTo("42P07");
        assertThat(state(project.up())).isEqualTo("42P07");
    }

    @Test
    void aRefusalStaysARefusal(TestDatabase database) {
        Project project = project(database, "CREATE INDEX CONCURRENTLY i ON author (id);");
        database.execute("CREATE INDEX i ON author (name)");

        assertThat(state(project.up())).isEqualTo("42P07");
        assertThat(state(project.up())).isEqualTo("42P07");
    }

    @Test
    void anIndexThatWasNeverThereIsNotTakenForDropped(TestDatabase database) {
        Project project = project(database, "DROP INDEX CONCURRENTLY no_such_index;");

        Interruption.at(project, "started 1");

        assertThat(state(project.up())).isEqualTo("42704");
    }

    @Test
    void aCancelledDetachIsBroughtToItsEnd(TestDatabase database) {
        Project project = project(database, "ALTER TABLE sale DETACH PARTITION sale_1 CONCURRENTLY;");
        database.execute(
                "CREATE TABLE sale (id int) PARTITION BY LIST (id)",
                "CREATE TABLE sale_1 PARTITION OF sale FOR VALUES IN (1)");
        try (Gate gate = Gate.closed(database, "LOCK TABLE sale IN ACCESS SHARE MODE")) {
            CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(project::up);
            assertThat(gate.victim()).isPositive();
            project.cancellation.cancel(Kind.INTERRUPTED);
            assertThat(Project.outcomes(run.orTimeout(20, TimeUnit.SECONDS).join()))
                    .containsExactly("add_1 INTERRUPTED");
        }
        assertThat(database.query("SELECT inhdetachpending FROM pg_inherits")).containsExactly("t");

        project.cancellation = new Cancellation();
        assertThat(Project.outcomes(project.up())).containsExactly("add_1 RESUMED");
        assertThat(database.query("SELECT FROM pg_inherits")).isEmpty();
    }

    @Test
    void aPartitionThatWasNeverOneIsNotTakenForDetached(TestDatabase database) {
        Project project = project(database, "ALTER TABLE sale DETACH PARTITION author CONCURRENTLY;");
        database.execute("CREATE TABLE sale (id int) PARTITION BY LIST (id)");

        Interruption.at(project, "started 1");

        assertThat(state(project.up())).isEqualTo("42P01");
    }

    /** The file may be mended from the broken statement on; then what the old one made is not what the new one wants. */
    @Test
    void aStatementThatWasChangedIsNotTakenForDone(TestDatabase database) {
        Project project = project(database, "CREATE INDEX CONCURRENTLY i ON author (id);");
        Interruption.at(project, "finished 1");

        project.with("add_1", "CREATE INDEX CONCURRENTLY i ON author (name);");

        assertThat(project.up().failure().orElseThrow().message())
                .contains("nobody can tell whether", "the run broke while another text of it was at work");
        database.execute("DROP INDEX i");
        project.bookkeeper().retry(Project.version("add_1"), "the old one is gone");
        assertThat(Project.outcomes(project.up())).containsExactly("add_1 RESUMED");
        assertThat(database.query("SELECT pg_get_indexdef('i'::regclass)"))
                .containsExactly("CREATE INDEX i ON public.author USING btree (name)");
    }

    @Test
    void anIndexWithoutANameWaitsForAPerson(TestDatabase database) {
        Project project = project(database, "CREATE INDEX CONCURRENTLY ON author (id); SELECT 1;");
        Interruption.at(project, "finished 1");

        Failure failure = project.up().failure().orElseThrow();
        assertThat(failure.message())
                .isEqualTo("add_1.sql:1: nobody can tell whether \"CREATE INDEX CONCURRENTLY ON author (id)\" happened:"
                        + " the run broke while it was at work");
        assertThat(failure.hint()).contains("resolve --retry add_1", "resolve --skip add_1");

        project.bookkeeper().skip(Project.version("add_1"), "it is there");
        assertThat(Project.outcomes(project.up())).containsExactly("add_1 RESUMED");
        assertThat(database.query("SELECT count(*) FROM pg_index WHERE indrelid = 'author'::regclass"))
                .containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"started 1", "finished 1"})
    void aBlockThatCommitsWaitsForAPersonWhateverTheCatalogShows(String event, TestDatabase database) {
        Project project = project(
                database,
                "-- belay: no-transaction\nDO $$ BEGIN CREATE TABLE IF NOT EXISTS book (); INSERT INTO book VALUES (1);"
                        + " COMMIT; END $$;");
        Interruption.at(project, event);

        assertThat(project.up().failure().orElseThrow().message()).contains("nobody can tell whether");
    }

    @ParameterizedTest
    @ValueSource(strings = {"started 1", "finished 1"})
    void aDatabaseIsMadeOnce(String event, TestDatabase database) {
        String name = database.name() + "_made";
        Project project = project(database, "CREATE DATABASE " + name + "; DROP DATABASE " + name + ";");
        try {
            Interruption.at(project, event);
            assertThat(Interruption.at(project, event.replace('1', '2')).ok()).isFalse();

            assertThat(Project.outcomes(project.up())).containsExactly("add_1 RESUMED");
            assertThat(database.query("SELECT FROM pg_database WHERE datname = '" + name + "'"))
                    .isEmpty();
        } finally {
            database.execute("DROP DATABASE IF EXISTS " + name);
        }
    }

    @Test
    void aDatabaseThatWasThereBeforeIsNotTakenForTheNewOne(TestDatabase database, TestDatabase other) {
        Project project = project(database, "CREATE DATABASE " + other.name() + ";");

        Interruption.at(project, "started 1");

        assertThat(state(project.up())).isEqualTo("42P04");
    }

    @Test
    void aScriptThatHasBecomeShorterThanWhatWasDoneIsRefused(TestDatabase database) {
        Project project = project(database, "SELECT 1; SELECT 2; VACUUM nothing;");
        project.up();

        project.with("add_1", "SELECT 1;");

        assertThat(project.up().failure().orElseThrow().message()).contains("unit 2 of it was changed since it ran");
    }

    @Test
    void aMigrationThatCanBeOneTransactionNowStartsAnewWhenNothingWasDone(TestDatabase database) {
        Project project = project(database, "VACUUM nothing; SELECT 1;");
        project.up();

        project.with("add_1", "INSERT INTO book VALUES (1);");

        assertThat(Project.outcomes(project.up())).containsExactly("add_1 RESUMED");
        assertThat(database.query("SELECT count(*) FROM book")).containsExactly("1");
        assertThat(project.states()).containsExactly("add_1 APPLIED");
    }

    @Test
    void whatEachRunDidIsInTheJournal(TestDatabase database) {
        Project project = project(database, "INSERT INTO book VALUES (1); CREATE INDEX CONCURRENTLY i ON author (id);");
        Interruption.at(project, "started 2");
        project.up();

        assertThat(database.query("SELECT event, unit FROM belay.journal ORDER BY id"))
                .isEqualTo(List.of(
                        "run_started|null",
                        "step_started|null",
                        "unit_done|1",
                        "unit_started|2",
                        "step_failed|null",
                        "run_finished|null",
                        "run_started|null",
                        "unit_started|2",
                        "unit_done|2",
                        "step_applied|null",
                        "run_finished|null"));
    }
}
