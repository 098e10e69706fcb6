package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.LockPolicy;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class CancellationTest {
    @TempDir
    Path folder;

    private Project project(TestDatabase database) {
        database.execute("CREATE TABLE log (said text)", "CREATE TABLE author (id int)");
        return new Project(folder, database).with("add_0", "INSERT INTO log VALUES ('0');");
    }

    /** A run that somebody wants to stop as soon as it says this. */
    private static RunResult stoppedAt(Project project, Kind kind, Predicate<RunEvent> moment) {
        RunListener listener = event -> {
            project.heard.add(event);
            if (moment.test(event)) {
                project.cancellation.cancel(kind);
            }
        };
        return new Migrator(project.place(), listener, project.cancellation)
                .run(List.of(PlanRequest.up()), Approval.anything());
    }

    private static RunResult again(Project project) {
        project.cancellation = new Cancellation();
        return project.up();
    }

    private static CompletableFuture<RunResult> start(Project project) {
        return CompletableFuture.supplyAsync(project::up);
    }

    private static RunResult end(CompletableFuture<RunResult> run) {
        return run.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void nobodyWaitsForAServerThatDoesNotLetUsIn(TestDatabase database) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TestServer nobody = TestServer.at(15, "127.0.0.1", silent.getLocalPort(), "a", "b");
            Project project = new Project(folder, new TestDatabase(nobody, "c", "a", "b")).with("add_1", "SELECT 1;");
            CompletableFuture<BelayException> run =
                    CompletableFuture.supplyAsync(() -> catchThrowableOfType(BelayException.class, project::up));
            silent.accept();
            long start = System.nanoTime();

            project.cancellation.cancel(Kind.TERMINATED);

            BelayException stopped = run.orTimeout(20, TimeUnit.SECONDS).join();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            assertThat(stopped.kind()).isEqualTo(Kind.TERMINATED);
            assertThat(stopped).hasMessageContaining("while connecting");
            assertThat(stopped.hint()).isEqualTo("nothing was changed");
        }
    }

    @Test
    void aLongStatementIsStoppedAndItsTransactionTakenBack(TestDatabase database) {
        Project project = project(database).with("add_1", "INSERT INTO log VALUES ('1'); SELECT pg_sleep(60);");
        CompletableFuture<RunResult> run = start(project);
        Pause.until(
                "it sleeps",
                () -> !database.query("SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
                                + " AND datname = current_database()")
                        .isEmpty());

        project.cancellation.cancel(Kind.TERMINATED);
        project.cancellation.cancel(Kind.INTERRUPTED);
        RunResult result = end(run);

        assertThat(Project.outcomes(result)).containsExactly("add_0 APPLIED", "add_1 INTERRUPTED");
        assertThat(result.exitCode()).as("the first reason counts").isEqualTo(143);
        assertThat(result.failure().orElseThrow().place().orElseThrow()).hasToString("add_1.sql:1");
        assertThat(database.query("SELECT said FROM log")).containsExactly("0");
        assertThat(project.states()).containsExactly("add_0 APPLIED", "add_1 FAILED");
        assertThat(database.query(
                        "SELECT event, sqlstate, detail ->> 'exit' FROM belay.journal ORDER BY id DESC LIMIT 2"))
                .containsExactly("run_finished|57014|143", "step_failed|57014|null");

        project.write("add_1.sql", "INSERT INTO log VALUES ('1');");
        assertThat(Project.outcomes(again(project))).containsExactly("add_1 APPLIED");
    }

    @Test
    void waitingForALockOfATableEndsAtOnce(TestDatabase database) {
        Project project = project(database).with("add_1", "ALTER TABLE author ADD COLUMN name text;");
        project.policy = new LockPolicy(Duration.ofSeconds(60), List.of(Duration.ofSeconds(60)), 3);
        try (Gate gate = Gate.closed(database, "LOCK TABLE author")) {
            CompletableFuture<RunResult> run = start(project);
            assertThat(gate.victim()).isPositive();
            project.cancellation.cancel(Kind.INTERRUPTED);

            assertThat(Project.outcomes(end(run))).containsExactly("add_0 APPLIED", "add_1 INTERRUPTED");
            assertThat(end(run).exitCode()).isEqualTo(130);
        }
        assertThat(Project.outcomes(again(project))).containsExactly("add_1 APPLIED");
    }

    @Test
    void waitingForAnotherRunEndsAtOnceWithTheReasonGiven(TestDatabase database) {
        Project holder = project(database).with("add_1", "SELECT pg_sleep(60);");
        CompletableFuture<RunResult> holding = start(holder);
        Pause.until(
                "it runs", () -> holder.heard(RunEvent.StatementStarted.class).size() == 2);
        Project project = new Project(folder, database);
        CompletableFuture<BelayException> waiting =
                CompletableFuture.supplyAsync(() -> catchThrowableOfType(BelayException.class, project::up));
        Pause.until("it waits", () -> !project.heard(RunEvent.LockAwaited.class).isEmpty());

        project.cancellation.cancel(Kind.TERMINATED);

        assertThat(waiting.orTimeout(10, TimeUnit.SECONDS).join().kind()).isEqualTo(Kind.TERMINATED);
        holder.cancellation.cancel(Kind.INTERRUPTED);
        assertThat(end(holding).exitCode()).isEqualTo(130);
    }

    @Test
    void planningEndsAtOnceWithTheReasonGiven(TestDatabase database) {
        Project project = project(database);
        project.up();
        try (Gate gate = Gate.closed(database, "LOCK TABLE schema_migrations")) {
            CompletableFuture<BelayException> run =
                    CompletableFuture.supplyAsync(() -> catchThrowableOfType(BelayException.class, project::up));
            assertThat(gate.victim()).isPositive();
            project.cancellation.cancel(Kind.TERMINATED);

            assertThat(run.orTimeout(10, TimeUnit.SECONDS).join().kind()).isEqualTo(Kind.TERMINATED);
        }
    }

    @Test
    void aConcurrentBuildLeavesAnInvalidIndexThatTheNextRunReplaces(TestDatabase database) {
        Project project = project(database).with("add_1", "CREATE INDEX CONCURRENTLY author_id ON author (id);");
        try (Gate gate = Gate.closed(database, "LOCK TABLE author IN ROW EXCLUSIVE MODE")) {
            CompletableFuture<RunResult> run = start(project);
            assertThat(gate.victim()).isPositive();
            project.cancellation.cancel(Kind.INTERRUPTED);

            assertThat(Project.outcomes(end(run))).containsExactly("add_0 APPLIED", "add_1 INTERRUPTED");
        }
        assertThat(project.states()).containsExactly("add_0 APPLIED", "add_1 PARTIAL");
        assertThat(validity(database)).containsExactly("f");

        assertThat(Project.outcomes(again(project))).containsExactly("add_1 RESUMED");
        assertThat(validity(database)).containsExactly("t");
    }

    private static List<String> validity(TestDatabase database) {
        return database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'author_id'::regclass");
    }

    @Test
    void betweenTwoStatementsTheTransactionIsTakenBack(TestDatabase database) {
        Project project =
                project(database).with("add_1", "INSERT INTO log VALUES ('1'); INSERT INTO log VALUES ('2');");

        RunResult result = stoppedAt(
                project,
                Kind.INTERRUPTED,
                event -> event instanceof RunEvent.StatementFinished finished && finished.of() == 2);

        assertThat(Project.outcomes(result)).containsExactly("add_0 APPLIED", "add_1 INTERRUPTED");
        assertThat(result.failure().orElseThrow().message()).contains("stopped before this statement");
        assertThat(database.query("SELECT said FROM log")).containsExactly("0");
        assertThat(Project.outcomes(again(project))).containsExactly("add_1 APPLIED");
    }

    @Test
    void betweenTwoMigrationsTheSecondIsNotBegun(TestDatabase database) {
        Project project = project(database).with("add_1", "INSERT INTO log VALUES ('1');");

        RunResult result = stoppedAt(project, Kind.TERMINATED, RunEvent.StepFinished.class::isInstance);

        assertThat(Project.outcomes(result)).containsExactly("add_0 APPLIED");
        assertThat(result.exitCode()).isEqualTo(143);
        assertThat(result.failure().orElseThrow().message()).isEqualTo("stopped before \"add_1\"");
        assertThat(project.states()).containsExactly("add_0 APPLIED", "add_1 PENDING");
    }

    @Test
    void aPauseOfTheLadderEndsAtOnce(TestDatabase database) {
        Project project = project(database).with("add_1", "ALTER TABLE author ADD COLUMN name text;");
        project.policy = new LockPolicy(Duration.ofSeconds(5), List.of(Duration.ofMillis(50)), 1000);
        try (Gate gate = Gate.closed(database, "LOCK TABLE author")) {
            RunResult result = stoppedAt(
                    project,
                    Kind.INTERRUPTED,
                    event -> event instanceof RunEvent.Retrying retrying && retrying.attempt() == 3);

            assertThat(Project.outcomes(result)).containsExactly("add_0 APPLIED", "add_1 INTERRUPTED");
            assertThat(result.exitCode()).isEqualTo(130);
            assertThat(project.heard(RunEvent.Retrying.class)).hasSize(3);
            gate.open();
        }
        assertThat(Project.outcomes(again(project))).containsExactly("add_1 APPLIED");
    }

    @Test
    void aHookEndsWithTheRun(TestDatabase database) {
        Project project = project(database).write("sleep.sql.hook", "");
        project.hooks = new Hooks(Map.of(
                Hooks.Point.BEFORE_UP, List.of(new Hooks.Hook(folder, List.of("sh", "-c", "echo asleep; sleep 60")))));

        RunResult result = stoppedAt(project, Kind.TERMINATED, RunEvent.HookSaid.class::isInstance);

        assertThat(result.exitCode()).isEqualTo(143);
        assertThat(result.took()).isLessThan(Duration.ofSeconds(20));
        assertThat(result.steps()).isEmpty();
        assertThat(database.query("SELECT said FROM log")).isEmpty();
    }

    /** Whenever it comes: what the result says of a migration is what the history says of it. */
    @Test
    void atAnyMomentTheResultIsTrue(TestDatabase database) {
        Project project = project(database);
        for (int i = 1; i <= 150; i++) {
            project.with("add_%03d".formatted(i), "INSERT INTO log VALUES ('" + i + "');");
        }
        Random random = new Random(42);
        int applied = 0;
        for (int round = 0; round < 30 && applied < 151; round++) {
            project.cancellation = new Cancellation();
            int delay = 20 + random.nextInt(60);
            Cancellation cancellation = project.cancellation;
            CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> {
                Pause.millis(delay);
                cancellation.cancel(Kind.INTERRUPTED);
            });
            try {
                RunResult result = project.up();
                applied += (int) result.steps().stream()
                        .filter(step -> step.outcome().good())
                        .count();
            } catch (BelayException e) {
                assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED);
            }
            stop.join();
            assertThat(database.query("SELECT count(*) FROM log")).containsExactly(Integer.toString(applied));
            assertThat(project.states())
                    .filteredOn(state -> state.endsWith(" APPLIED"))
                    .hasSize(applied);
        }
    }
}
