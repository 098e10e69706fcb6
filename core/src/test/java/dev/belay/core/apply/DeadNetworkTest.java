package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing gets through any more, and nobody is told: whoever wants to stop then must not have to wait for that. */
@ServerTest
final class DeadNetworkTest {
    private static final Duration SOON = Duration.ofSeconds(12);

    @TempDir
    Path folder;

    private TcpProxy network;

    @BeforeEach
    void putTheNetworkBetween(TestServer server) {
        network = TcpProxy.before(server);
    }

    @AfterEach
    void closeTheNetwork() {
        network.close();
    }

    private Project far(TestDatabase database) {
        database.execute("CREATE TABLE log (said text)");
        return new Project(folder, network.through(database));
    }

    /** The network dies at this event, and two seconds later somebody presses Ctrl-C. */
    private RunResult stopped(Project project, Predicate<RunEvent> moment) {
        RunListener listener = event -> {
            project.heard.add(event);
            if (moment.test(event)) {
                network.die();
            }
        };
        CompletableFuture<RunResult> run =
                CompletableFuture.supplyAsync(() -> new Migrator(project.place(), listener, project.cancellation)
                        .run(List.of(PlanRequest.up()), Approval.anything()));
        Pause.until("the network is dead", () -> project.heard.stream().anyMatch(moment));
        Pause.millis(2000);
        return ended(project, run);
    }

    private static <T> T ended(Project project, CompletableFuture<T> run) {
        long start = System.nanoTime();
        project.cancellation.cancel(Kind.INTERRUPTED);
        T result = run.orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        return result;
    }

    private static void assertTruth(RunResult result) {
        assertThat(Project.outcomes(result)).containsExactly("add_1 INTERRUPTED");
        assertThat(result.exitCode()).isEqualTo(130);
        Failure failure = result.failure().orElseThrow();
        assertThat(failure.message()).contains("the server did not answer any more");
        assertThat(failure.hint()).contains("belay status");
    }

    @Test
    void duringAStatement(TestDatabase database) {
        Project project = far(database).with("add_1", "INSERT INTO log VALUES ('1'); SELECT pg_sleep(60);");

        RunResult result =
                stopped(project, event -> event instanceof RunEvent.StatementStarted started && started.number() == 2);

        assertTruth(result);
    }

    /** No statement of the project is under way: it is our own bookkeeping that hears no answer. */
    @Test
    void betweenTheLastStatementAndTheCommit(TestDatabase database) {
        Project project = far(database).with("add_1", "INSERT INTO log VALUES ('1');");

        RunResult result = stopped(project, RunEvent.StatementFinished.class::isInstance);

        assertTruth(result);
    }

    /** Nobody presses anything: the run has failed, and must come to its end all the same. */
    @Test
    void whileAFailureIsCleanedUp(TestDatabase database) {
        Project project = far(database).with("add_1", "INSERT INTO log VALUES ('1'); SELECT 1 / 0;");
        project.connectTimeout = Optional.of(Duration.ofSeconds(1));
        RunListener listener = event -> {
            project.heard.add(event);
            if (event instanceof RunEvent.StatementStarted started && started.number() == 2) {
                network.dieBefore("ROLLBACK");
            }
        };

        RunResult result = CompletableFuture.supplyAsync(
                        () -> new Migrator(project.place(), listener, project.cancellation)
                                .run(List.of(PlanRequest.up()), Approval.anything()))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();

        assertThat(Project.outcomes(result)).containsExactly("add_1 FAILED");
        assertThat(result.failure().orElseThrow().message()).contains("division by zero");
        assertThat(result.took()).isLessThan(SOON);
        assertThat(project.heard(RunEvent.Warned.class))
                .extracting(RunEvent.Warned::message)
                .anyMatch(said -> said.contains("the server did not answer while \"add_1\" was rolled back"))
                .anyMatch(said -> said.startsWith("the journal could not be written: "));
    }

    @Test
    void beforeTheFirstMigration(TestDatabase database) {
        Project project = far(database).with("add_1", "INSERT INTO log VALUES ('1');");
        CompletableFuture<BelayException> planned;
        try (Gate gate = Gate.closed(database, "CREATE TABLE schema_migrations (version text)")) {
            planned = CompletableFuture.supplyAsync(() -> catchThrowableOfType(BelayException.class, project::up));
            assertThat(gate.victim()).isPositive();
            network.die();
            Pause.millis(500);

            BelayException stopped = ended(project, planned);
            assertThat(stopped.kind()).isEqualTo(Kind.INTERRUPTED);
            assertThat(stopped.hint()).contains("nobody could ask the server", "belay status");
        }
    }
}
