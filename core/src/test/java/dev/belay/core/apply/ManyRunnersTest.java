package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class ManyRunnersTest {
    private static final int RUNNERS = 8;

    @TempDir
    Path folder;

    private Project project(TestDatabase database) {
        database.execute("CREATE TABLE log (said text)");
        return new Project(folder, database)
                .with("add_1", "CREATE TABLE author (id int); INSERT INTO log VALUES ('1');")
                .with("add_2", "INSERT INTO log VALUES ('2');")
                .with(
                        "add_3",
                        "INSERT INTO log VALUES ('3'); CREATE INDEX CONCURRENTLY author_id ON author (id);"
                                + " INSERT INTO log VALUES ('3 again');")
                .with("add_4", "INSERT INTO log VALUES ('4');");
    }

    private static <T> List<T> atOnce(Supplier<T> work) {
        ExecutorService threads = Executors.newFixedThreadPool(RUNNERS);
        List<CompletableFuture<T>> running = IntStream.range(0, RUNNERS)
                .mapToObj(i -> CompletableFuture.supplyAsync(work, threads))
                .toList();
        threads.shutdown();
        return running.stream()
                .map(run -> run.orTimeout(90, TimeUnit.SECONDS).join())
                .toList();
    }

    @Test
    void eachMigrationIsRunByOneOfThem(TestDatabase database) {
        project(database);

        List<RunResult> results = atOnce(() -> new Project(folder, database).up());

        assertThat(results).allSatisfy(result -> assertThat(result.failure()).isEmpty());
        assertThat(results.stream().flatMap(result -> Project.outcomes(result).stream()))
                .containsExactlyInAnyOrder("add_1 APPLIED", "add_2 APPLIED", "add_3 APPLIED", "add_4 APPLIED");
        assertThat(database.query("SELECT said FROM log ORDER BY said")).containsExactly("1", "2", "3", "3 again", "4");
        assertThat(database.query("SELECT count(*) FROM schema_migrations")).containsExactly("4");
        assertThat(database.query("SELECT count(DISTINCT run_id) FROM belay.journal WHERE event = 'run_started'"))
                .as("whoever had nothing to do wrote nothing")
                .containsExactly("1");
    }

    @Test
    void processesAreNoDifferentFromThreads(TestDatabase database) {
        project(database);

        List<String> results = atOnce(() -> {
            try (Victim process = Victim.start(database, folder, "up")) {
                return process.finish();
            }
        });

        assertThat(results)
                .containsOnlyOnce("exit 0 [add_1 APPLIED, add_2 APPLIED, add_3 APPLIED, add_4 APPLIED]")
                .filteredOn("exit 0 []"::equals)
                .hasSize(RUNNERS - 1);
        assertThat(database.query("SELECT said FROM log ORDER BY said")).containsExactly("1", "2", "3", "3 again", "4");
    }

    @Test
    void someGoingDownWhileOthersGoUpNeverMeetHalfway(TestDatabase database) {
        project(database)
                .write("rollback_add_4.sql", "DELETE FROM log WHERE said = '4';")
                .up();
        PlanRequest down = PlanRequest.downTo(Project.version("add_3"));

        List<RunResult> results = atOnce(() -> new Project(folder, database).run(down, PlanRequest.up()));

        assertThat(results)
                .allSatisfy(result ->
                        assertThat(Project.outcomes(result)).containsExactly("add_4 REVERTED", "add_4 APPLIED"));
        assertThat(database.query("SELECT count(*) FROM log WHERE said = '4'")).containsExactly("1");
    }

    /** The key of the history keeps out even those who do not know our lock: it is written before the first statement. */
    @Test
    void aRowOfAnotherToolIsMetBeforeTheFirstStatementRuns(TestDatabase database) {
        Project project = project(database);
        project.run(PlanRequest.upTo(Project.version("add_1")));
        project.policy = Project.impatient();
        try (Gate gate =
                Gate.closed(database, "INSERT INTO schema_migrations (version, applied_at) VALUES ('add_2', now())")) {
            project.heard.clear();

            RunResult result = project.up();

            assertThat(Project.outcomes(result)).containsExactly("add_2 FAILED");
            assertThat(result.failure().orElseThrow().error().orElseThrow().state())
                    .isEqualTo("55P03");
            assertThat(project.heard(RunEvent.StatementStarted.class)).isEmpty();
            assertThat(project.heard(RunEvent.Retrying.class)).hasSize(2);
            gate.open();
        }
        assertThat(Project.outcomes(project.up())).hasSize(3);
    }
}
