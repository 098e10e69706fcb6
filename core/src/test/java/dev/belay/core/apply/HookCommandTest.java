package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Hooks.Point;
import dev.belay.core.db.LockPolicy;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class HookCommandTest {
    @TempDir
    Path folder;

    @Test
    void aCommandLearnsTheContextFromItsEnvironment(TestDatabase database) throws IOException {
        HookedProject hooked = new HookedProject(folder, database);
        hooked.project().without("add_2.sql");
        hooked.command(
                Point.BEFORE_UP,
                "sh",
                "-c",
                "env | grep ^BELAY_ | grep -v -e ^BELAY_TEST_ -e ^BELAY_CORPORA -e ^BELAY_GOLDEN | sort");
        hooked.command(
                Point.AFTER_EACH,
                "sh",
                "-c",
                "env | grep ^BELAY_ | grep -v -e ^BELAY_TEST_ -e ^BELAY_CORPORA -e ^BELAY_GOLDEN | sort; pwd");

        RunResult result = hooked.project().up();

        assertThat(hooked.said())
                .containsExactly(
                        "BELAY_HOOK=before_up",
                        "BELAY_RUN=" + result.run(),
                        "BELAY_USER=operator",
                        "BELAY_DIRECTION=up",
                        "BELAY_FILE=" + folder.resolve("migrations/add_1.sql"),
                        "BELAY_HOOK=after_each",
                        "BELAY_RUN=" + result.run(),
                        "BELAY_TITLE=add 1",
                        "BELAY_USER=operator",
                        "BELAY_VERSION=add_1",
                        hooked.folder().toRealPath().toString());
    }

    @Test
    void aFailureIsToldToACommand(TestDatabase database) {
        HookedProject hooked = new HookedProject(folder, database);
        Project project = hooked.project().write("add_1.sql", "SELECT 1 / 0;");
        hooked.command(Point.ON_FAILURE, "sh", "-c", "echo \"$BELAY_EXIT $BELAY_ERROR\"; exit 3");

        RunResult result = hooked.project().up();

        assertThat(hooked.said()).containsExactly("5 add_1.sql:1: division by zero (SQLSTATE 22012)");
        assertThat(result.failure().orElseThrow().message())
                .as("the first failure counts")
                .contains("add_1.sql:1");
        assertThat(project.heard(RunEvent.Warned.class))
                .extracting(RunEvent.Warned::message)
                .containsExactly("the on_failure hook \"sh\" ended with 3");
    }

    @Test
    void aFailingCommandBeforeAMigrationStopsIt(TestDatabase database) {
        HookedProject hooked = new HookedProject(folder, database);
        hooked.command(Point.BEFORE_EACH, "sh", "-c", "exit 7");

        RunResult result = hooked.project().up();

        assertThat(Project.outcomes(result)).containsExactly("add_1 FAILED");
        assertThat(result.failure().orElseThrow().message()).isEqualTo("the before_each hook \"sh\" ended with 7");
        assertThat(hooked.log()).isEmpty();
    }

    /** It would see nothing of an open transaction, wait for its locks for ever, and could not be taken back. */
    @Test
    void commandsRunOutsideOfTheTransactionAndOnce(TestDatabase database) {
        HookedProject hooked = new HookedProject(folder, database);
        Project project = hooked.project().write("add_1.sql", "ALTER TABLE author ADD COLUMN name text;");
        database.execute("CREATE TABLE author ()");
        project.policy = new LockPolicy(Duration.ofSeconds(5), List.of(Duration.ofMillis(50)), 20);
        hooked.command(Point.BEFORE_EACH, "sh", "-c", "echo before $BELAY_VERSION");
        hooked.command(Point.AFTER_EACH, "sh", "-c", "echo after $BELAY_VERSION");
        List<String> open = new ArrayList<>();
        Gate gate = Gate.closed(database, "LOCK TABLE author");
        RunListener listener = event -> {
            project.heard.add(event);
            if (event instanceof RunEvent.HookSaid) {
                open.addAll(database.query("SELECT query FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND state LIKE 'idle in transaction%' AND pid <> " + gate.pid()));
            } else if (event instanceof RunEvent.Retrying retrying && retrying.attempt() == 2) {
                gate.open();
            }
        };

        RunResult result = new Migrator(hooked.project().place(), listener, project.cancellation)
                .run(List.of(PlanRequest.up()), Approval.anything());

        assertThat(result.failure()).isEmpty();
        assertThat(hooked.said()).containsExactly("before add_1", "after add_1", "before add_2", "after add_2");
        assertThat(open).isEmpty();
    }

    @Test
    void aFailingCommandAfterAMigrationStopsTheRunAndLeavesItApplied(TestDatabase database) {
        HookedProject hooked = new HookedProject(folder, database);
        Project project = hooked.project();
        hooked.command(Point.AFTER_EACH, "sh", "-c", "exit 1");

        RunResult result = hooked.project().up();

        assertThat(Project.outcomes(result)).containsExactly("add_1 APPLIED");
        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.failure().orElseThrow().message()).isEqualTo("the after_each hook \"sh\" ended with 1");
        assertThat(project.states()).containsExactly("add_1 APPLIED", "add_2 PENDING");
    }

    @Test
    void aScriptOfTheProjectsFolderIsFoundThere(TestDatabase database) throws IOException {
        HookedProject hooked = new HookedProject(folder, database);
        Project project = hooked.project();
        Path script = Files.writeString(hooked.folder().resolve("notify.sh"), "#!/bin/sh\necho notified\n");
        hooked.command(Point.AFTER_UP, "notify.sh");

        BelayException refused = catchThrowableOfType(BelayException.class, hooked.project()::up);
        assertThat(refused.kind()).isEqualTo(Kind.USAGE);
        assertThat(refused).hasMessage("the hook \"notify.sh\" is not executable");
        assertThat(hooked.log()).isEmpty();

        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertThat(project.up().failure()).isEmpty();
        assertThat(hooked.said()).containsExactly("notified");
    }
}
