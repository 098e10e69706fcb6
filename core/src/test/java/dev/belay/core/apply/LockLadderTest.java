package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Kind;
import dev.belay.core.db.LockPolicy;
import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class LockLadderTest {
    private static final LockPolicy SHORT = policy(Duration.ofMillis(100), 20);

    @TempDir
    Path folder;

    private static LockPolicy policy(Duration rung, int retries) {
        return new LockPolicy(Duration.ofSeconds(30), List.of(rung), retries);
    }

    private Project project(TestDatabase database) {
        database.execute("CREATE TABLE author (id int)", "CREATE TABLE log (said text)");
        Project project = new Project(folder, database)
                .with("add_1", "INSERT INTO log VALUES ('1'); ALTER TABLE author ADD COLUMN name text;");
        project.policy = SHORT;
        return project;
    }

    @EveryMajor
    void triesAgainUntilTheReaderOfTheTableIsDone(TestDatabase database) {
        Project project = project(database);
        CompletableFuture<RunResult> run;
        try (Gate reader = Gate.closed(database, "LOCK TABLE author IN ACCESS SHARE MODE")) {
            run = CompletableFuture.supplyAsync(project::up);
            Pause.until(
                    "it has tried twice",
                    () -> project.heard(RunEvent.Retrying.class).size() >= 2);
            reader.open();
        }

        assertThat(Project.outcomes(run.orTimeout(30, TimeUnit.SECONDS).join())).containsExactly("add_1 APPLIED");
        assertThat(project.heard(RunEvent.Retrying.class).get(0)).satisfies(retry -> {
            assertThat(retry.version().text()).isEqualTo("add_1");
            assertThat(retry.attempt()).isEqualTo(1);
            assertThat(retry.of()).isEqualTo(20);
            assertThat(retry.error().state()).isEqualTo("55P03");
        });
        assertThat(database.query("SELECT said FROM log"))
                .as("every try but one was taken back")
                .containsExactly("1");
        assertThat(database.query("SELECT count(*) FROM belay.journal WHERE event = 'step_failed'"))
                .containsExactly("0");
    }

    @Test
    void givesUpWithNothingLeftWhenTheLockStays(TestDatabase database) {
        Project project = project(database);
        project.policy = policy(Duration.ofMillis(600), 1);
        try (Gate writer = Gate.closed(database, "LOCK TABLE author IN ROW EXCLUSIVE MODE")) {
            RunResult result = project.up();

            assertThat(Project.outcomes(result)).containsExactly("add_1 FAILED");
            Failure failure = result.failure().orElseThrow();
            assertThat(failure.kind()).isEqualTo(Kind.LOCKED);
            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(failure.error().orElseThrow().state()).isEqualTo("55P03");
            assertThat(failure.place().orElseThrow().statement()).isEqualTo(2);
            assertThat(failure.hint()).contains("lock: in belay.yaml");
            assertThat(project.heard(RunEvent.Blocked.class).get(0).tree().get(0))
                    .startsWith("pid " + writer.pid())
                    .contains("RowExclusiveLock", "public.author");
        }
        assertThat(database.query("SELECT said FROM log")).isEmpty();
        assertThat(database.query("SELECT count(*) FROM schema_migrations")).containsExactly("0");
        assertThat(database.query("SELECT sqlstate FROM belay.journal WHERE event IN ('step_failed', 'run_finished')"))
                .containsExactly("55P03", "55P03");
    }

    @Test
    void saysWhenNobodyIsInTheWayAnyMore(TestDatabase database) {
        Project project = project(database).write("add_1.sql", """
            DO $$ BEGIN
                LOCK TABLE author;
                WHILE NOT EXISTS (SELECT FROM log) LOOP PERFORM pg_sleep(0.02); END LOOP;
            END $$;
            """);
        project.policy = policy(Duration.ofSeconds(30), 1);
        CompletableFuture<RunResult> run;
        try (Gate writer = Gate.closed(database, "LOCK TABLE author IN ROW EXCLUSIVE MODE")) {
            run = CompletableFuture.supplyAsync(project::up);
            Pause.until("it waits", () -> !project.heard(RunEvent.Blocked.class).isEmpty());
        }

        Pause.until("it goes on", () -> project.heard(RunEvent.Blocked.class).size() == 2);

        assertThat(project.heard(RunEvent.Blocked.class).get(1).tree()).isEmpty();
        database.execute("INSERT INTO log VALUES ('go')");
        assertThat(run.orTimeout(30, TimeUnit.SECONDS).join().ok()).isTrue();
    }

    @Test
    void aUnitIsTriedAgainWithoutTheUnitsBeforeIt(TestDatabase database) {
        Project project = project(database).write("add_1.sql", """
                INSERT INTO log VALUES ('1');
                VACUUM log;
                BEGIN;
                INSERT INTO log VALUES ('2');
                ALTER TABLE author ADD COLUMN name text;
                COMMIT;
                """);
        CompletableFuture<RunResult> run;
        try (Gate reader = Gate.closed(database, "LOCK TABLE author IN ACCESS SHARE MODE")) {
            run = CompletableFuture.supplyAsync(project::up);
            Pause.until(
                    "it tries again",
                    () -> !project.heard(RunEvent.Retrying.class).isEmpty());
            reader.open();
        }

        assertThat(run.orTimeout(30, TimeUnit.SECONDS).join().failure()).isEmpty();
        assertThat(database.query("SELECT said FROM log ORDER BY said")).containsExactly("1", "2");
        assertThat(project.heard(RunEvent.StatementStarted.class))
                .filteredOn(started -> started.number() == 1)
                .hasSize(1);
    }

    @Test
    void aDeadlockPassesToo(TestDatabase database) throws Exception {
        Project project = project(database)
                .write("add_1.sql", "LOCK TABLE author; LOCK TABLE log; INSERT INTO log VALUES ('1');");
        project.policy = policy(Duration.ofSeconds(20), 3);
        CompletableFuture<RunResult> run;
        try (Connection other = database.connect();
                var statement = other.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("SET LOCAL deadlock_timeout = '30s'");
            statement.execute("LOCK TABLE log");
            run = CompletableFuture.supplyAsync(project::up);
            Pause.until("it waits for us", () -> waits(database));
            // Now we wait for it, and its deadlock_timeout, the shorter one, finds that out.
            statement.execute("LOCK TABLE author");
            statement.execute("COMMIT");
        }

        assertThat(Project.outcomes(run.orTimeout(30, TimeUnit.SECONDS).join())).containsExactly("add_1 APPLIED");
        assertThat(project.heard(RunEvent.Retrying.class))
                .extracting(retry -> retry.error().state())
                .containsExactly("40P01");
        assertThat(database.query("SELECT said FROM log")).containsExactly("1");
    }

    private static boolean waits(TestDatabase database) {
        return !database.query("SELECT FROM pg_locks WHERE NOT granted AND relation = 'log'::regclass")
                .isEmpty();
    }

    @Test
    void otherErrorsAreNotTriedAgain(TestDatabase database) {
        Project project = project(database).write("add_1.sql", "SELECT 1 / 0;");

        assertThat(project.up().failure().orElseThrow().kind()).isEqualTo(Kind.MIGRATION);
        assertThat(project.heard(RunEvent.Retrying.class)).isEmpty();
    }

    /** Whoever waits for the journal holds the locks of the whole migration meanwhile. */
    @Test
    void ourOwnLinesDoNotWaitForEverWithTheLocksOfTheMigration(TestDatabase database) {
        for (String script : List.of("INSERT INTO log VALUES ('1');", "INSERT INTO log VALUES ('1'); VACUUM log;")) {
            Project project = new Project(folder, database).with("add_1", script);
            database.execute("CREATE TABLE IF NOT EXISTS log (said text)");
            project.policy = SHORT;
            AtomicReference<Gate> gate = new AtomicReference<>();
            RunListener listener = event -> {
                project.heard.add(event);
                if (event instanceof RunEvent.StatementStarted && gate.get() == null) {
                    gate.set(Gate.closed(database, "LOCK TABLE belay.journal IN SHARE MODE"));
                } else if (event instanceof RunEvent.Retrying retrying && retrying.attempt() == 1) {
                    gate.get().open();
                }
            };

            RunResult result = new Migrator(project.place(), listener, project.cancellation)
                    .run(List.of(PlanRequest.up()), Approval.anything());

            assertThat(result.failure()).isEmpty();
            assertThat(project.heard(RunEvent.Retrying.class)).isNotEmpty();
            assertThat(database.query("SELECT said FROM log")).containsExactly("1");
            database.execute("DELETE FROM schema_migrations", "DELETE FROM belay.journal", "DELETE FROM log");
        }
    }
}
