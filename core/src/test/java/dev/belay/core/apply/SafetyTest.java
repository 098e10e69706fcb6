package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.belay.core.apply.Hooks.Point;
import dev.belay.core.history.HistoryRow;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways in which a history could come to say what is not so, each found once. */
@ServerTest
final class SafetyTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"BEGIN; SELECT 1; COMMIT; SELECT 2;", "COMMIT AND CHAIN;", "ROLLBACK;", "DISCARD ALL;"})
    void aHookThatWouldEndOurTransactionIsRefusedBeforeAnythingRuns(String hook, TestDatabase database) {
        Project project = new Project(folder, database).with("add_1", "CREATE TABLE author (id int)");
        project.hooks = hooks(Point.BEFORE_EACH, "guard.sql", hook);

        assertThat(catchThrowable(project::up)).hasMessageContaining("guard.sql");
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void aHookMayHaveBeginAndCommitAroundItsWholeContent(TestDatabase database) {
        Project project = new Project(folder, database).with("add_1", "CREATE TABLE author (id int)");
        project.hooks = hooks(Point.AFTER_EACH, "fill.sql", "BEGIN; INSERT INTO author VALUES (1); COMMIT;");

        assertThat(Project.outcomes(project.up())).containsExactly("add_1 APPLIED");
        assertThat(database.query("SELECT id FROM author")).containsExactly("1");
    }

    @Test
    void aConcurrentBuildThatTheServerRefusedIsNotTakenForDone(TestDatabase database) {
        database.execute("CREATE TABLE author (id int, name text)", "CREATE INDEX author_by ON author (name)");
        Project project = new Project(folder, database)
                .with("add_1", "CREATE UNIQUE INDEX CONCURRENTLY author_by ON author (id);");

        assertThat(Project.outcomes(project.up())).containsExactly("add_1 FAILED");
        RunResult again = project.up();

        assertThat(Project.outcomes(again)).containsExactly("add_1 FAILED");
        assertThat(again.failure().orElseThrow().error().orElseThrow().state()).isEqualTo("42P07");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP INDEX CONCURRENTLY no_such_index;",
                "CREATE DATABASE postgres;",
                "ALTER TABLE a DETACH PARTITION b CONCURRENTLY;"
            })
    void whatTheCatalogShowedBeforeIsNoProof(String statement, TestDatabase database) {
        database.execute("CREATE TABLE a (id int) PARTITION BY RANGE (id)", "CREATE TABLE b (id int)");
        Project project = new Project(folder, database).with("add_1", statement);

        assertThat(Project.outcomes(project.up())).containsExactly("add_1 FAILED");
        assertThat(Project.outcomes(project.up())).containsExactly("add_1 FAILED");
    }

    @Test
    void aResumedScriptFindsItsSettingsAsItsStatementsLeftThem(TestDatabase database) {
        database.execute("CREATE SCHEMA other");
        Project project = new Project(folder, database).with("add_1", """
                        -- belay: no-transaction
                        SET search_path = other;
                        CREATE TABLE first ();
                        RESET search_path;
                        INSERT INTO missing VALUES (1);
                        CREATE TABLE second ();
                        """);
        project.up();
        database.execute("CREATE TABLE missing (id int)");

        assertThat(Project.outcomes(project.up())).containsExactly("add_1 RESUMED");
        assertThat(database.tables()).contains("other.first", "public.second");
    }

    @Test
    void aTemporaryTableOfTheFinishedPartIsNamedAsTheReasonNotToGoOn(TestDatabase database) {
        Project project = new Project(folder, database)
                .with("add_1", "-- belay: no-transaction\nCREATE TEMP TABLE t (id int);\nSELECT 1 / 0;\n");
        project.up();

        assertThat(project.up().failure().orElseThrow().message()).contains("went with its session");
    }

    @Test
    void downStopsAtWhatIsHalfApplied(TestDatabase database) {
        Project project = new Project(folder, database)
                .with("add_1", "CREATE TABLE a (id int)", "DROP TABLE a")
                .with("add_2", "CREATE TABLE b (id int); VACUUM nothing;", "DROP TABLE b");
        project.up();

        RunResult down = project.down();

        assertThat(down.steps()).isEmpty();
        assertThat(down.failure().orElseThrow().message()).contains("\"add_2\" is half applied");
    }

    @Test
    void downDoesNotRunTheWayBackOfAFileThatWasChanged(TestDatabase database) {
        Project project = new Project(folder, database).with("add_1", "CREATE TABLE a (id int)", "DROP TABLE a");
        project.up();
        project.write("add_1.sql", "CREATE TABLE a (id bigint)");

        assertThat(project.down().failure().orElseThrow().message()).contains("was changed after it was applied");
        assertThat(database.tables()).contains("public.a");
    }

    @Test
    void aHalfDoneMigrationIsNotForgottenWithItsFile(TestDatabase database) {
        Project project = new Project(folder, database)
                .with("add_1", "CREATE TABLE a (id int); VACUUM nothing;")
                .with("add_2", "CREATE TABLE b (id int)");
        project.up();
        project.without("add_1.sql");

        assertThat(project.states()).containsExactly("add_2 PENDING", "add_1 PARTIAL");
        assertThat(project.up().failure().orElseThrow().message()).contains("\"add_1\" is half done", "missing");
    }

    @Test
    void aStatementThatBlocksReadersDoesNotWaitWithoutLimit(TestDatabase database) throws Exception {
        database.execute("CREATE TABLE a (id int)");
        Project project = new Project(folder, database).with("add_1", "VACUUM FULL a;");
        project.policy = Project.impatient();
        try (var reader = database.connect()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT * FROM a");

            RunResult result = project.up();

            assertThat(result.failure().orElseThrow().error().orElseThrow().state())
                    .isEqualTo("55P03");
            reader.rollback();
        }
        assertThat(Project.outcomes(project.up())).containsExactly("add_1 RESUMED");
    }

    @Test
    void reindexOfAPartitionedTableRunsWithTheDirective(TestDatabase database) {
        database.execute("CREATE TABLE p (id int PRIMARY KEY) PARTITION BY RANGE (id)");
        Project project =
                new Project(folder, database).with("add_1", "-- belay: no-transaction\nREINDEX TABLE p;\nSELECT 1;");

        assertThat(Project.outcomes(project.up())).containsExactly("add_1 APPLIED");
    }

    @Test
    void setTransactionMayComeFirst(TestDatabase database) {
        Project project = new Project(folder, database)
                .with(
                        "add_1",
                        "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;"
                                + " CREATE TABLE seen AS SELECT current_setting('transaction_isolation') AS level;");

        assertThat(Project.outcomes(project.up())).containsExactly("add_1 APPLIED");
        assertThat(database.query("SELECT level FROM seen")).containsExactly("serializable");
    }

    @Test
    void aLockThatAFunctionGaveAwayStopsTheRunBeforeItsCommit(TestDatabase database) {
        database.execute("CREATE FUNCTION sly() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE"
                + " 'SELECT pg_advisory_' || 'unlock_all()'; END $$");
        Project project = new Project(folder, database)
                .with("add_1", "CREATE TABLE a (id int); SELECT sly();")
                .with("add_2", "CREATE TABLE b (id int)");

        RunResult result = project.up();

        assertThat(Project.outcomes(result)).containsExactly("add_1 FAILED");
        assertThat(result.failure().orElseThrow().message()).contains("lock was lost");
        assertThat(database.tables()).doesNotContain("public.a", "public.b");
    }

    @Test
    void aStatementOpenWhenTheRunBrokeIsNotReplacedByAnotherText(TestDatabase database) {
        Project project = new Project(folder, database)
                .with("add_1", "-- belay: no-transaction\nDO $$ BEGIN COMMIT; PERFORM 1 / 0; END $$;");
        project.up();
        project.write("add_1.sql", "-- belay: no-transaction\nDO $$ BEGIN COMMIT; END $$;");

        assertThat(project.up().failure().orElseThrow().message()).contains("nobody can tell", "another text");
    }

    @Test
    void rowSecurityCannotMakeAHistoryLookEmpty(TestDatabase database) {
        Project project = new Project(folder, database).with("add_1", "CREATE TABLE a (id int)");
        project.up();
        String role = "weak_" + database.name();
        database.execute(
                "CREATE ROLE " + role,
                "GRANT ALL ON SCHEMA public, belay TO " + role,
                "GRANT ALL ON ALL TABLES IN SCHEMA public, belay TO " + role,
                "ALTER TABLE schema_migrations ENABLE ROW LEVEL SECURITY");
        project.role = java.util.Optional.of(role);

        assertThat(catchThrowable(project::states)).hasMessageContaining("row-level security");
        database.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
    }

    @Test
    void theValueOfASecretVariableIsHidden() {
        Mask mask = Mask.of(Map.of("API_KEY", "s3cr3t-value", "CONCURRENTLY", "CONCURRENTLY"));

        assertThat(mask.hide("INSERT 's3cr3t-value' CONCURRENTLY")).isEqualTo("INSERT '****' CONCURRENTLY");
    }

    @Test
    void theJournalKnowsTheOrderOfApplicationBetterThanATimeOfDay() {
        Standings standings = new Standings().file("1", "a").file("2", "b").applied("1");
        HistoryRow first = standings.lastRow();
        standings.applied("2");
        HistoryRow second = standings.lastRow();
        standings.fact(Standings.fact("1", first, "a", 20)).fact(Standings.fact("2", second, "b", 10));

        assertThat(standings.build().applied())
                .extracting(version -> version.text())
                .containsExactly("2", "1");
    }

    @Test
    void psqlLinesThatDoNothingAreMentioned(TestDatabase database) {
        Project project = new Project(folder, database).with("add_1", "\\timing on\nCREATE TABLE a (id int);\n");

        project.up();

        assertThat(project.heard(RunEvent.Noticed.class))
                .extracting(RunEvent.Noticed::message)
                .anySatisfy(message -> assertThat(message).contains("add_1.sql:1", "timing"));
    }

    private Hooks hooks(Point point, String name, String sql) {
        try {
            Path hooks = Files.createDirectories(folder.resolve("hooks"));
            Files.writeString(hooks.resolve(name), sql);
            return new Hooks(Map.of(point, List.of(new Hooks.Hook(hooks, List.of(name)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
