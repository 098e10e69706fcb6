package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Kind;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The session breaks while the process lives on: what it says then must be true, and the next run must heal it. */
@ServerTest
final class ConnectionLossTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeProjects() {
        CrashScenario.ALL.forEach(scenario -> scenario.write(folder));
    }

    /** What happens to the session. */
    private enum Accident {
        TERMINATED {
            @Override
            void strike(TestDatabase database, TcpProxy network) {
                Interruption.strike(database);
            }
        },
        CUT {
            @Override
            void strike(TestDatabase database, TcpProxy network) {
                network.cut();
            }
        };

        abstract void strike(TestDatabase database, TcpProxy network);
    }

    @Test
    void aTerminatedSessionIsHealedByTheSameCommand(TestServer server) {
        everywhere(server, Accident.TERMINATED, CrashScenario.ALL);
    }

    @Test
    void aCutConnectionIsHealedByTheSameCommand(TestServer server) {
        everywhere(server, Accident.CUT, List.of(CrashScenario.TRANSACTION_UP, CrashScenario.UNITS_DOWN));
    }

    private void everywhere(TestServer server, Accident accident, List<CrashScenario> scenarios) {
        for (CrashScenario scenario : scenarios) {
            Broken whole = new Broken(scenario, server);
            CrashPoint.each(whole.points(), point -> whole.strike(point, accident));
        }
    }

    /** One scenario, and how it ends when nothing breaks. */
    private final class Broken {
        private final CrashScenario scenario;
        private final TestServer server;
        private final List<String> events = new ArrayList<>();
        private final List<String> wanted;

        Broken(CrashScenario scenario, TestServer server) {
            this.scenario = scenario;
            this.server = server;
            try (TestDatabase database = server.createDatabase()) {
                Project project = scenario.prepared(folder, database);
                scenario.run(project);
                project.heard.forEach(event -> CrashChild.name(event).ifPresent(events::add));
                wanted = EndState.of(database);
            }
        }

        List<CrashPoint> points() {
            return CrashPoint.of(scenario, events).stream()
                    .filter(point -> point.orphan() == CrashPoint.Orphan.FINISHES)
                    .toList();
        }

        void strike(CrashPoint point, Accident accident) {
            try (TestDatabase database = server.createDatabase();
                    TcpProxy network = TcpProxy.before(server)) {
                Project project = scenario.prepared(folder, database);
                Project far = new Project(project.folder(), network.through(database));
                List<CompletableFuture<Void>> accidents = new ArrayList<>();
                RunListener listener = event -> {
                    if (CrashChild.name(event).filter(point.event()::equals).isPresent()) {
                        accidents.add(happen(point, accident, database, network));
                    }
                };
                RunResult broken = new Migrator(far.place(), listener, far.cancellation)
                        .run(List.of(CrashChild.request(scenario.goal())), Approval.anything());

                assertThat(accidents).singleElement().satisfies(CompletableFuture::join);
                assertThat(broken.ok()).as("what it says").isEqualTo(scenario.done(project));
                assertThat(broken.exitCode()).isEqualTo(broken.ok() ? 0 : Kind.CONNECTION.exitCode());
                assertThat(broken.steps())
                        .allSatisfy(step -> assertThat(step.outcome().good()).isEqualTo(broken.ok()));
                RunResult next = scenario.run(project);
                assertThat(next.failure()).isEmpty();
                assertThat(next.steps()).hasSize(broken.ok() ? 0 : 1);
                assertThat(EndState.of(database)).isEqualTo(wanted);
            }
        }
    }

    /** Strikes at once, or as soon as the statement stands still in the server. */
    private static CompletableFuture<Void> happen(
            CrashPoint point, Accident accident, TestDatabase database, TcpProxy network) {
        if (point.held() == 0) {
            accident.strike(database, network);
            return CompletableFuture.completedFuture(null);
        }
        Gate gate = Gate.closed(database, point.hold());
        return CompletableFuture.runAsync(() -> {
            gate.victim();
            accident.strike(database, network);
            gate.open();
        });
    }
}
