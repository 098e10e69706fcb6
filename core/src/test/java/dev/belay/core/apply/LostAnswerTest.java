package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Kind;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network breaks around COMMIT: only the database knows what has become of it, and it is asked. */
@ServerTest
final class LostAnswerTest {
    @TempDir
    Path folder;

    private Project project;
    private TcpProxy network;

    private Project begin(TestDatabase database) {
        network = TcpProxy.before(database.server());
        project = new Project(folder, database).with("add_0", "CREATE TABLE base ();", "DROP TABLE base;");
        project.up();
        return project;
    }

    @AfterEach
    void closeNetwork() {
        network.close();
    }

    /** A run by way of the network; {@code accident} is prepared when the first statement is done. */
    private RunResult run(Runnable accident, PlanRequest... requests) {
        Project far = new Project(folder, network.through(project.database()));
        far.cancellation = project.cancellation;
        RunListener listener = event -> {
            project.heard.add(event);
            if (event instanceof RunEvent.StatementFinished finished && finished.number() == 1) {
                accident.run();
            }
        };
        return new Migrator(far.place(), listener, far.cancellation).run(List.of(requests), Approval.anything());
    }

    @Test
    void aCommitWhoseAnswerIsLostIsApplied(TestDatabase database) {
        begin(database).with("add_1", "CREATE TABLE author ();");

        RunResult result = run(() -> network.cutAfter("COMMIT", 1), PlanRequest.up());

        assertThat(Project.outcomes(result)).containsExactly("add_1 APPLIED");
        assertThat(result.exitCode()).isZero();
        assertThat(database.query("SELECT event FROM belay.journal ORDER BY id DESC LIMIT 2"))
                .containsExactly("run_finished", "step_applied");
        assertThat(project.up().steps()).isEmpty();
    }

    @Test
    void aCommitThatNeverArrivesIsNotApplied(TestDatabase database) {
        begin(database).with("add_1", "CREATE TABLE author ();");

        RunResult result = run(() -> network.cutBefore("COMMIT", 1), PlanRequest.up());

        assertThat(Project.outcomes(result)).containsExactly("add_1 FAILED");
        assertThat(result.failure().orElseThrow().kind()).isEqualTo(Kind.CONNECTION);
        assertThat(result.failure().orElseThrow().hint()).contains("run the same command again");
        assertThat(database.tables()).doesNotContain("public.author");
        assertThat(database.query("SELECT event, version FROM belay.journal ORDER BY id DESC LIMIT 2"))
                .containsExactly("run_finished|null", "step_failed|add_1");
        assertThat(Project.outcomes(project.up())).containsExactly("add_1 APPLIED");
    }

    @Test
    void aLostAnswerStopsTheRunAfterTheStepThatWasCommitted(TestDatabase database) {
        begin(database).with("add_1", "CREATE TABLE author ();").with("add_2", "CREATE TABLE book ();");

        RunResult result = run(() -> network.cutAfter("COMMIT", 1), PlanRequest.up());

        assertThat(Project.outcomes(result)).containsExactly("add_1 APPLIED");
        assertThat(result.failure().orElseThrow().message())
                .isEqualTo("the connection was lost after \"add_1\" was committed");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(Project.outcomes(project.up())).containsExactly("add_2 APPLIED");
    }

    @Test
    void goingDownIsNoDifferent(TestDatabase database) {
        begin(database).with("add_1", "CREATE TABLE author ();", "DROP TABLE author;");
        project.up();

        RunResult result = run(() -> network.cutAfter("COMMIT", 1), PlanRequest.downTo(Project.version("add_0")));

        assertThat(Project.outcomes(result)).containsExactly("add_1 REVERTED");
        assertThat(result.exitCode()).isZero();
        assertThat(project.states()).containsExactly("add_0 APPLIED", "add_1 PENDING");
    }

    @Test
    void aUnitWhoseAnswerIsLostIsNotRunAgain(TestDatabase database) {
        begin(database)
                .with(
                        "add_1",
                        "CREATE TABLE author (id int); CREATE INDEX CONCURRENTLY i ON author (id);"
                                + " INSERT INTO author VALUES (1);");

        RunResult result = run(() -> network.cutAfter("COMMIT", 1), PlanRequest.up());

        assertThat(Project.outcomes(result)).containsExactly("add_1 FAILED");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(project.states()).containsExactly("add_0 APPLIED", "add_1 PARTIAL");
        assertThat(Project.outcomes(project.up())).containsExactly("add_1 RESUMED");
        assertThat(database.query("SELECT count(*) FROM author")).containsExactly("1");
    }

    @Test
    void theLastCommitOfAMigrationInUnitsCountsToo(TestDatabase database) {
        begin(database).with("add_1", "VACUUM base;");

        // The first COMMIT is that of the journal, the second that of history and journal.
        RunResult result = run(() -> network.cutAfter("COMMIT", 2), PlanRequest.up());

        assertThat(Project.outcomes(result)).containsExactly("add_1 APPLIED");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void whoeverAskedToStopHearsTheTruthToo(TestDatabase database) {
        begin(database).with("add_1", "CREATE TABLE author ();");

        RunResult result = run(
                () -> network.cutAfter("COMMIT", 1, () -> project.cancellation.cancel(Kind.TERMINATED)),
                PlanRequest.up());

        assertThat(project.states()).containsExactly("add_0 APPLIED", "add_1 APPLIED");
        assertThat(Project.outcomes(result)).containsExactly("add_1 APPLIED");
    }

    @Test
    void aCancelReachesTheServerWhenItsAnswersDoNotReachUs(TestDatabase database) {
        begin(database).with("add_1", "CREATE TABLE author (); SELECT pg_sleep(60);");
        CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(() -> run(network::swallow, PlanRequest.up()));
        Pause.until("it sleeps", () -> sleepers(database) == 1);

        project.cancellation.cancel(Kind.TERMINATED);
        Pause.until("it sleeps no more", () -> sleepers(database) == 0);
        assertThat(run).isNotDone();
        network.cut();
        RunResult result = run.orTimeout(30, TimeUnit.SECONDS).join();

        assertThat(Project.outcomes(result)).containsExactly("add_1 INTERRUPTED");
        assertThat(result.exitCode()).isEqualTo(143);
        assertThat(database.tables()).doesNotContain("public.author");
        assertThat(project.states()).containsExactly("add_0 APPLIED", "add_1 FAILED");
    }

    private static int sleepers(TestDatabase database) {
        return database.query("SELECT FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND wait_event = 'PgSleep'")
                .size();
    }
}
