package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Kind;
import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class MigratorTest {
    @TempDir
    Path folder;

    @EveryMajor
    void goesUpAndDownAndUpAgain(TestDatabase database) {
        Project project = new Project(folder, database)
                .with("add_author", "CREATE TABLE author (id int);", "DROP TABLE author;")
                .with("add_book", "CREATE TABLE book (id int); INSERT INTO book VALUES (1), (2);", "DROP TABLE book;");

        RunResult up = project.up();

        assertThat(Project.outcomes(up)).containsExactly("add_author APPLIED", "add_book APPLIED");
        assertThat(up.exitCode()).isZero();
        assertThat(database.tables())
                .containsExactly("belay.journal", "public.author", "public.book", "public.schema_migrations");
        assertThat(project.states()).containsExactly("add_author APPLIED", "add_book APPLIED");
        assertThat(database.query("SELECT version, execution_time_ms >= 0, length(checksum) FROM schema_migrations"
                        + " ORDER BY version"))
                .containsExactly("add_author|t|64", "add_book|t|64");

        assertThat(Project.outcomes(project.run(PlanRequest.downAll())))
                .containsExactly("add_book REVERTED", "add_author REVERTED");
        assertThat(database.tables()).containsExactly("belay.journal", "public.schema_migrations");
        assertThat(Project.outcomes(project.up())).hasSize(2);
        assertThat(project.up().steps()).isEmpty();
    }

    @Test
    void aColumnThatIsNotThereIsNotLookedForAmongTheObjectsThatMigrationsCreate(TestDatabase database) {
        Project project =
                new Project(folder, database).with("add_1_author", "CREATE TABLE author (id int, first_name text)");

        Failure near = project.with("add_2_book", "UPDATE author SET id = 1 WHERE frst_name = ''")
                .up()
                .failure()
                .orElseThrow();
        Failure far = project.with("add_2_book", "UPDATE author SET title = 'x'")
                .up()
                .failure()
                .orElseThrow();
        Failure twice = project.with("add_2_book", "ALTER TABLE author ADD first_name text")
                .up()
                .failure()
                .orElseThrow();

        assertThat(near.hint()).contains("Perhaps you meant to reference the column \"author.first_name\"");
        assertThat(far.hint()).startsWith("is it spelt as in the table, and does a migration before this one add it?");
        assertThat(twice.hint()).isEqualTo("\"first_name\" may be from add_1_author");
    }

    @Test
    void stopsAtTheFirstFailureAndKeepsWhatWasApplied(TestDatabase database) {
        Project project = new Project(folder, database)
                .with("add_1_author", "CREATE TABLE author (id int)")
                .with("add_2_book", "CREATE TABLE book (id int);\n\nCREATE TABLE author (id int);")
                .with("add_3_never", "CREATE TABLE never (id int)");

        RunResult result = project.up();

        assertThat(Project.outcomes(result)).containsExactly("add_1_author APPLIED", "add_2_book FAILED");
        assertThat(result.exitCode()).isEqualTo(5);
        Failure failure = result.failure().orElseThrow();
        assertThat(failure.place().orElseThrow())
                .hasToString("add_2_book.sql:3")
                .extracting(Failure.Place::statement, Failure.Place::of)
                .containsExactly(2, 2);
        assertThat(failure.error().orElseThrow().state()).isEqualTo("42P07");
        assertThat(failure.hint()).contains("\"author\" is created by add_1_author");
        assertThat(database.tables()).containsExactly("belay.journal", "public.author", "public.schema_migrations");
        assertThat(project.states())
                .containsExactly("add_1_author APPLIED", "add_2_book FAILED", "add_3_never PENDING");
        assertThat(database.query("SELECT event, sqlstate FROM belay.journal WHERE event = 'step_failed'"))
                .containsExactly("step_failed|42P07");
    }

    @Test
    void readsEveryFileBeforeTheFirstOneRuns(TestDatabase database) {
        Project project = new Project(folder, database)
                .with("add_1", "CREATE TABLE author (id int)")
                .with("add_2", "SELECT 'never closed");

        assertThat(org.assertj.core.api.Assertions.catchThrowable(project::up))
                .hasMessageContaining("add_2.sql:1")
                .extracting("kind")
                .isEqualTo(Kind.USAGE);
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void aFileWithItsOwnBeginAndCommitIsOneTransactionWithItsHistoryRow(TestDatabase database) {
        Project project = new Project(folder, database).with("add_1", """
                        BEGIN ISOLATION LEVEL SERIALIZABLE;
                        CREATE TABLE seen AS SELECT current_setting('transaction_isolation') AS level;
                        SELECT 1 / 0;
                        COMMIT;
                        """);

        assertThat(Project.outcomes(project.up())).containsExactly("add_1 FAILED");
        assertThat(database.query("SELECT count(*) FROM schema_migrations")).containsExactly("0");

        project.write(
                "add_1.sql",
                "BEGIN ISOLATION LEVEL SERIALIZABLE;\nCREATE TABLE seen AS SELECT"
                        + " current_setting('transaction_isolation') AS level;\nCOMMIT;");
        assertThat(Project.outcomes(project.up())).containsExactly("add_1 APPLIED");
        assertThat(database.query("SELECT level FROM seen")).containsExactly("serializable");
    }

    @EveryMajor
    void runsWhatCannotRunInATransactionUnitByUnit(TestDatabase database) {
        Project project = new Project(folder, database)
                .with("add_1", """
                        CREATE TABLE author (id int);
                        CREATE INDEX CONCURRENTLY author_id ON author (id);
                        BEGIN;
                        INSERT INTO author VALUES (1);
                        INSERT INTO author VALUES (2);
                        COMMIT;
                        VACUUM author;
                        """, "DROP INDEX CONCURRENTLY author_id; DROP TABLE author;");

        assertThat(Project.outcomes(project.up())).containsExactly("add_1 APPLIED");
        assertThat(database.query("SELECT event, unit FROM belay.journal ORDER BY id"))
                .containsExactly(
                        "run_started|null",
                        "step_started|null",
                        "unit_done|1",
                        "unit_started|2",
                        "unit_done|2",
                        "unit_done|3",
                        "unit_started|4",
                        "unit_done|4",
                        "step_applied|null",
                        "run_finished|null");
        assertThat(database.query("SELECT count(*) FROM author")).containsExactly("2");
        assertThat(Project.outcomes(project.down())).containsExactly("add_1 REVERTED");
        assertThat(database.tables()).containsExactly("belay.journal", "public.schema_migrations");
    }

    @Test
    void goesOnAtTheStatementThatFailed(TestDatabase database) {
        String first = "CREATE TABLE author (id int);\nINSERT INTO author VALUES (1), (1);\n";
        Project project = new Project(folder, database)
                .with("add_1", first + "CREATE UNIQUE INDEX CONCURRENTLY author_id ON author (id);\nANALYZE author;");

        RunResult failed = project.up();
        assertThat(Project.outcomes(failed)).containsExactly("add_1 FAILED");
        assertThat(project.states()).containsExactly("add_1 PARTIAL");

        database.execute("DELETE FROM author", "INSERT INTO author VALUES (1)");
        project.heard.clear();
        assertThat(Project.outcomes(project.up())).containsExactly("add_1 RESUMED");
        assertThat(project.heard(RunEvent.StatementStarted.class))
                .extracting(RunEvent.StatementStarted::number)
                .containsExactly(3, 4);
        assertThat(project.heard(RunEvent.Warned.class))
                .singleElement()
                .satisfies(warned -> assertThat(warned.message()).contains("invalid index \"public.author_id\""));
        assertThat(database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'author_id'::regclass"))
                .containsExactly("t");
    }

    @Test
    void doesNotGoOnWhenTheFinishedPartWasChanged(TestDatabase database) {
        Project project = new Project(folder, database).with("add_1", "CREATE TABLE author (id int); VACUUM nothing;");
        project.up();

        project.write("add_1.sql", "CREATE TABLE author (id bigint); VACUUM author;");
        RunResult result = project.up();

        assertThat(result.steps()).isEmpty();
        assertThat(result.failure().orElseThrow().message())
                .contains("\"add_1\" is half done, and unit 1 of it was changed since it ran");
    }

    @Test
    void theUnfinishedPartMayBeMended(TestDatabase database) {
        Project project = new Project(folder, database).with("add_1", "CREATE TABLE author (id int); VACUUM nothing;");
        project.up();

        project.write("add_1.sql", "CREATE TABLE author (id int); VACUUM author;");

        assertThat(Project.outcomes(project.up())).containsExactly("add_1 RESUMED");
    }

    @Test
    void namesTheDirectiveForAStatementThatOnlyTheServerKnowsCannotRunInATransaction(TestDatabase database) {
        Project project = new Project(folder, database).with("add_1", """
                        CREATE TABLE author (id int);
                        CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$ BEGIN
                            INSERT INTO author VALUES (1); COMMIT; INSERT INTO author VALUES (2);
                        END $$;
                        CALL fill();
                        """);

        Failure failure = project.up().failure().orElseThrow();
        assertThat(failure.message()).contains("add_1.sql:");
        assertThat(failure.hint()).contains("-- belay: no-transaction");
        assertThat(database.query("SELECT count(*) FROM schema_migrations")).containsExactly("0");

        project.write("add_1.sql", "-- belay: no-transaction\n" + text(project, "add_1.sql"));
        assertThat(Project.outcomes(project.up())).containsExactly("add_1 APPLIED");
        assertThat(database.query("SELECT count(*) FROM author")).containsExactly("2");
    }

    @Test
    void aStatementThatCommitsAndBreaksWaitsForAPerson(TestDatabase database) {
        Project project = new Project(folder, database).with("add_1", """
                        -- belay: no-transaction
                        CREATE TABLE author (id int);
                        DO $$ BEGIN INSERT INTO author VALUES (1); COMMIT; PERFORM 1 / 0; END $$;
                        INSERT INTO author VALUES (3);
                        """);
        assertThat(Project.outcomes(project.up())).containsExactly("add_1 FAILED");

        RunResult again = project.up();
        assertThat(again.failure().orElseThrow().message()).contains("nobody can tell whether");
        assertThat(database.query("SELECT id FROM author")).containsExactly("1");

        project.bookkeeper().skip(Project.version("add_1"), "the row is there");
        assertThat(Project.outcomes(project.up())).containsExactly("add_1 RESUMED");
        assertThat(database.query("SELECT id FROM author ORDER BY id")).containsExactly("1", "3");
    }

    @Test
    void sessionStateDoesNotLeakFromOneMigrationToTheNext(TestDatabase database) {
        Project project = new Project(folder, database)
                .with(
                        "add_1",
                        "CREATE SCHEMA other; CREATE ROLE leaky_" + database.name() + "; SET search_path = other;"
                                + " SET statement_timeout = '1234s'; CREATE TEMP TABLE left_over ();")
                .with(
                        "add_2",
                        "CREATE TABLE lies_in_public (); CREATE TABLE left_over ();"
                                + " CREATE TABLE seen AS SELECT current_setting('statement_timeout') AS timeout;");

        assertThat(Project.outcomes(project.up())).containsExactly("add_1 APPLIED", "add_2 APPLIED");
        assertThat(database.tables()).contains("public.lies_in_public", "public.left_over");
        assertThat(database.query("SELECT timeout FROM seen")).containsExactly("0");
        database.execute("DROP ROLE leaky_" + database.name());
    }

    /** Else the lock of a run whose client lies behind a dead network is held for hours. */
    @EveryMajor
    void theServerSoonNoticesThatTheClientOfARunIsGone(TestDatabase database) {
        String asks = "INSERT INTO log SELECT concat_ws(' ', %s) FROM (SELECT 1) one;"
                .formatted(Stream.of(
                                "tcp_keepalives_idle",
                                "tcp_keepalives_interval",
                                "tcp_keepalives_count",
                                "tcp_user_timeout")
                        .map(name -> "current_setting('" + name + "')")
                        .collect(Collectors.joining(", ")));
        database.execute("CREATE TABLE log (said text)");
        Project project = new Project(folder, database)
                .with("add_1", asks)
                .with("add_2", asks + "VACUUM;")
                .with("add_3", asks);

        project.up();

        assertThat(database.query("SELECT DISTINCT said FROM log")).containsExactly("60 15 4 120000");
    }

    @Test
    void refusesWhatWouldDropTheLock(TestDatabase database) {
        Project project = new Project(folder, database).with("add_1", "SELECT pg_advisory_unlock_all();");

        assertThat(project.up().failure().orElseThrow().message()).contains("add_1.sql:1", "lock");
        project.write("add_1.sql", "DISCARD ALL;");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(project::up)).hasMessageContaining("add_1.sql:1");
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void whatAScriptSetsStaysForItsOwnStatementsAndNeverReachesOurs(TestDatabase database) {
        database.execute("CREATE SCHEMA app", "CREATE ROLE weak_" + database.name());
        database.execute("GRANT ALL ON SCHEMA app TO weak_" + database.name());
        Project project = new Project(folder, database)
                .with("add_1", """
                        SET search_path = app;
                        SET ROLE weak_%s;
                        CREATE TABLE author (id int);
                        CREATE INDEX CONCURRENTLY author_id ON author (id);
                        INSERT INTO author SELECT 1 / (SELECT count(*) FROM public.allowed);
                        """.formatted(database.name()))
                .with("add_2", "SET ROLE weak_" + database.name() + "; CREATE TABLE app.book ();");

        assertThat(Project.outcomes(project.up())).containsExactly("add_1 FAILED");
        database.execute("CREATE TABLE public.allowed AS SELECT 1", "GRANT SELECT ON public.allowed TO public");

        assertThat(Project.outcomes(project.up())).containsExactly("add_1 RESUMED", "add_2 APPLIED");
        assertThat(database.query("SELECT tablename, tableowner <> 'postgres' FROM pg_tables WHERE schemaname = 'app'"
                        + " ORDER BY 1"))
                .containsExactly("author|t", "book|t");
        assertThat(database.query("SELECT count(*) FROM app.author")).containsExactly("1");
        database.execute("DROP OWNED BY weak_" + database.name(), "DROP ROLE weak_" + database.name());
    }

    @Test
    void copiesRowsFromTheFile(TestDatabase database) {
        Project project = new Project(folder, database).with("add_1", """
                        CREATE TABLE author (id int, name text);
                        COPY author (id, name) FROM stdin;
                        1\tO'Brien; really
                        2\t\\N
                        \\.

                        INSERT INTO author VALUES (3, 'x');
                        """);

        assertThat(Project.outcomes(project.up())).containsExactly("add_1 APPLIED");
        assertThat(database.query("SELECT id, name FROM author ORDER BY id"))
                .containsExactly("1|O'Brien; really", "2|null", "3|x");
        assertThat(project.heard(RunEvent.StatementFinished.class))
                .extracting(RunEvent.StatementFinished::rows)
                .containsExactly(0L, 2L, 1L);
    }

    @Test
    void anApprovedPlanRunsOnlyAsItWasApproved(TestDatabase database) {
        Project project = new Project(folder, database).with("add_1", "CREATE TABLE a ()");
        Preview preview = project.migrator().preview(PlanRequest.up());
        project.with("add_2", "CREATE TABLE b ()");

        RunResult refused = project.migrator().run(List.of(PlanRequest.up()), Approval.named(preview.hash()));
        assertThat(refused.failure().orElseThrow().message()).contains("not the one that was approved");
        assertThat(database.tables()).isEmpty();

        String now = project.migrator().preview(PlanRequest.up()).hash();
        assertThat(project.migrator()
                        .run(List.of(PlanRequest.up()), Approval.named(now))
                        .ok())
                .isTrue();
    }

    @Test
    void anApprovalThatIsTooShortIsNotTakenForAnotherPlan(TestDatabase database) {
        Project project = new Project(folder, database).with("add_1", "SELECT 1;");
        String hash = project.migrator().preview(PlanRequest.up()).hash();

        Failure refused = project.migrator()
                .run(List.of(PlanRequest.up()), Approval.named(hash.substring(0, 11)))
                .failure()
                .orElseThrow();

        assertThat(refused.kind()).isEqualTo(Kind.USAGE);
        assertThat(refused.message()).endsWith("is too short to tell plans apart");
        assertThat(project.migrator()
                        .run(List.of(PlanRequest.up()), Approval.named(hash.substring(0, 12)))
                        .ok())
                .isTrue();
    }

    @Test
    void aColumnThatIsThereAlreadyIsTracedToWhoeverAddsItAndNotToItsTable(TestDatabase database) {
        Project twice = new Project(folder, database)
                .with("add_1_author", "CREATE TABLE author (id int)")
                .with("add_2_name", "ALTER TABLE author ADD COLUMN name text;\nALTER TABLE author ADD name text");

        assertThat(twice.up().failure().orElseThrow().hint())
                .isEqualTo("this file adds \"name\" more than once: in lines 1, 2");

        twice.with("add_2_name", "ALTER TABLE author ADD COLUMN name text")
                .with("add_3_again", "ALTER TABLE author ADD COLUMN name text");
        assertThat(twice.up().failure().orElseThrow().hint()).isEqualTo("\"name\" may be from add_2_name");
    }

    @Test
    void aFileThatWasEditedSinceItsPlanWasShownStops(TestDatabase database) {
        Project project = new Project(folder, database).with("add_1", "CREATE TABLE a ()");
        Approval shown = Approval.of(project.migrator().preview(PlanRequest.up()));

        project.with("add_1", "CREATE TABLE other ()");
        RunResult result = project.migrator().run(List.of(PlanRequest.up()), shown);

        assertThat(result.failure().orElseThrow().message())
                .contains("\"add_1\" is not the text that was shown any more");
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void aStepThatWasNotShownStopsAndFewerStepsAreSuccess(TestDatabase database) {
        Project project = new Project(folder, database).with("add_1", "CREATE TABLE a ()");
        Approval shown = Approval.of(project.migrator().preview(PlanRequest.up()));

        project.with("add_2", "CREATE TABLE b ()");
        assertThat(project.migrator()
                        .run(List.of(PlanRequest.up()), shown)
                        .failure()
                        .orElseThrow()
                        .message())
                .contains("\"add_2\" was not in the plan that was shown");

        project.without("add_2.sql");
        project.up();
        assertThat(project.migrator().run(List.of(PlanRequest.up()), shown).ok())
                .isTrue();
    }

    @Test
    void thePlanHashIsTheSameForTheSamePlanAndOnlyThen(TestDatabase one, TestDatabase two) {
        Project project = new Project(folder, one).with("add_1", "CREATE TABLE a ()");
        String hash = project.migrator().preview(PlanRequest.up()).hash();

        assertThat(project.migrator().preview(PlanRequest.up()).hash()).isEqualTo(hash);
        assertThat(new Project(folder, two).migrator().preview(PlanRequest.up()).hash())
                .isNotEqualTo(hash);
        project.write("add_1.sql", "CREATE TABLE a ();");
        assertThat(project.migrator().preview(PlanRequest.up()).hash()).isNotEqualTo(hash);
    }

    @Test
    void redoIsDownAndUpUnderOneLock(TestDatabase database) {
        Project project = new Project(folder, database).with("add_1", "CREATE TABLE a ()", "DROP TABLE a");
        project.up();

        RunResult redo = project.run(PlanRequest.down(1), PlanRequest.only(Project.version("add_1")));

        assertThat(Project.outcomes(redo)).containsExactly("add_1 REVERTED", "add_1 APPLIED");
    }

    @Test
    void aVersionThatIsNotThereIsAQuestionWronglyAsked(TestDatabase database) {
        Project project = new Project(folder, database).with("add_1", "SELECT 1;");

        Failure failure = project.run(PlanRequest.upTo(Project.version("add_9")))
                .failure()
                .orElseThrow();

        assertThat(failure.kind()).isEqualTo(Kind.USAGE);
        assertThat(failure.message()).isEqualTo("there is no migration \"add_9\"");
    }

    @Test
    void anEmptyFileIsRefusedAndACommentIsEnough(TestDatabase database) {
        Project project = new Project(folder, database).with("add_1", "");

        assertThat(project.up().failure().orElseThrow().message()).contains("\"add_1\" is empty");

        project.write("add_1.sql", "-- nothing to do here\n");
        assertThat(Project.outcomes(project.up())).containsExactly("add_1 APPLIED");
    }

    @Test
    void listsPrerequisitesAndWhetherTheyAreThere(TestDatabase database) {
        Project project = new Project(folder, database)
                .with("add_1", "CREATE TABLE users ()")
                .with("add_2", "-- belay: requires users, organizations, pg_class, now()\nSELECT 1");

        assertThat(project.migrator().preview(PlanRequest.up()).prerequisites())
                .extracting(need -> need.name() + " " + need.state())
                .containsExactly("users COMING", "organizations MISSING", "pg_class EXISTS", "now() EXISTS");
    }

    @Test
    void aReplicaIsNamedAsTheCause(TestDatabase database) {
        database.execute("ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on");
        Project project = new Project(folder, database).with("add_1", "CREATE TABLE a ()");

        assertThat(org.assertj.core.api.Assertions.catchThrowable(project::up))
                .hasMessageContaining("read-only")
                .extracting("hint")
                .asString()
                .contains("primary");
    }

    private static String text(Project project, String file) {
        return Records.text(project.folder().resolve(file)).or(Optional::empty).orElseThrow();
    }
}
