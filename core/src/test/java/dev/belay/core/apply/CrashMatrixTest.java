package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed at every point; the same command again must end as if nothing had happened. */
@ServerTest
final class CrashMatrixTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeProjects() {
        CrashScenario.ALL.forEach(scenario -> scenario.write(folder));
    }

    @Test
    void theSameCommandAgainHealsAKillAtEveryPoint(TestServer server) {
        kill(server, everyPoint(uninterrupted(server)));
    }

    @EveryMajor
    @Tag("nightly")
    void theSameCommandAgainHealsAKillAtEveryPointOfEveryMajor(TestServer server) {
        kill(server, everyPoint(uninterrupted(server)));
    }

    @EveryMajor
    void theSameCommandAgainHealsAKillOnEveryMajor(TestServer server) {
        kill(server, CrashPoint.SAMPLE);
    }

    /** What an uninterrupted run says and leaves. */
    private record Reference(List<String> events, List<String> state) {}

    private Map<CrashScenario, Reference> uninterrupted(TestServer server) {
        Map<CrashScenario, Reference> references = new HashMap<>();
        for (CrashScenario scenario : CrashScenario.ALL) {
            try (TestDatabase database = server.createDatabase()) {
                Project project = scenario.prepared(folder, database);
                assertThat(scenario.run(project).failure()).isEmpty();
                List<String> events = project.heard.stream()
                        .flatMap(event -> CrashChild.name(event).stream())
                        .toList();
                references.put(scenario, new Reference(events, EndState.of(database)));
            }
        }
        return references;
    }

    private static List<CrashPoint> everyPoint(Map<CrashScenario, Reference> references) {
        List<CrashPoint> points = new ArrayList<>();
        for (CrashScenario scenario : CrashScenario.ALL) {
            points.addAll(CrashPoint.of(scenario, references.get(scenario).events()));
        }
        // Lest the matrix shrinks when nobody looks.
        assertThat(points).hasSize(CrashPoint.HOW_MANY);
        return points;
    }

    private void kill(TestServer server, List<CrashPoint> points) {
        Map<CrashScenario, Reference> wanted = uninterrupted(server);
        CrashPoint.each(
                points,
                point -> killAndRunAgain(
                        server, point, wanted.get(point.scenario()).state()));
    }

    private void killAndRunAgain(TestServer server, CrashPoint point, List<String> wanted) {
        try (TestDatabase database = server.createDatabase()) {
            Project project = point.scenario().prepared(folder, database);
            RunResult second;
            try (Victim victim =
                    Victim.start(database, project.folder(), point.scenario().goal())) {
                victim.leadTo(point.event());
                second = point.held() == 0 ? at(point, victim, project) : during(point, victim, project);
                assertThat(victim.exitCode()).as("ended by SIGKILL").isEqualTo(128 + 9);
            }
            assertThat(second.failure()).isEmpty();
            assertThat(EndState.of(database)).isEqualTo(wanted);
            assertThat(point.scenario().run(project).steps()).as("a third run").isEmpty();
        }
    }

    private static RunResult at(CrashPoint point, Victim victim, Project project) {
        victim.kill();
        return point.scenario().run(project);
    }

    private static RunResult during(CrashPoint point, Victim victim, Project project) {
        try (Gate gate = Gate.closed(project.database(), point.hold())) {
            victim.goOn();
            int orphan = gate.victim();
            victim.kill();
            if (point.orphan() == CrashPoint.Orphan.DIES) {
                project.database().query("SELECT pg_terminate_backend(" + orphan + ")");
                Pause.until("the orphan is dead", () -> !alive(project.database(), orphan));
                gate.open();
                return point.scenario().run(project);
            }
            CompletableFuture<RunResult> second =
                    CompletableFuture.supplyAsync(() -> point.scenario().run(project));
            Pause.until(
                    "the second run waits",
                    () -> !project.heard(RunEvent.LockAwaited.class).isEmpty());
            assertThat(project.heard(RunEvent.LockAwaited.class).get(0).holder())
                    .contains("pid " + orphan);
            gate.open();
            return second.orTimeout(60, TimeUnit.SECONDS).join();
        }
    }

    private static boolean alive(TestDatabase database, int pid) {
        return !database.query("SELECT FROM pg_stat_activity WHERE pid = " + pid)
                .isEmpty();
    }

    /** The server's process works on after its client was killed, until it looks whether somebody is there. */
    @Test
    void theSecondRunWaitsUntilTheServerHasNoticedThatTheFirstIsGone(TestDatabase database) {
        CrashScenario scenario = CrashScenario.UNITS_UP;
        Project project = scenario.prepared(folder, database);
        long start = System.nanoTime();
        CompletableFuture<RunResult> second;
        try (Victim victim = Victim.start(database, project.folder(), "up");
                Gate gate = closedBefore(victim, database)) {
            victim.goOn();
            int orphan = gate.victim();
            victim.kill();
            second = CompletableFuture.supplyAsync(() -> scenario.run(project));
            Pause.until("the server has noticed", () -> !alive(database, orphan));
            gate.open();
            RunResult result = second.orTimeout(60, TimeUnit.SECONDS).join();

            assertThat(result.failure()).isEmpty();
            assertThat(Project.outcomes(result)).containsExactly("add_1 RESUMED");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
            assertThat(project.heard(RunEvent.LockAwaited.class))
                    .isNotEmpty()
                    .allSatisfy(awaited -> assertThat(awaited.holder()).contains("pid " + orphan));
            assertThat(project.heard(RunEvent.Warned.class))
                    .extracting(RunEvent.Warned::message)
                    .containsExactly("dropping the invalid index \"public.book_title\", left behind by a build that did"
                            + " not finish");
        }
    }

    private static Gate closedBefore(Victim victim, TestDatabase database) {
        victim.leadTo("started 3");
        return Gate.closed(database, CrashScenario.UNITS_UP.hold(3));
    }
}
