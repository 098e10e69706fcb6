package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Hooks.Hook;
import dev.belay.core.apply.Hooks.Point;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class HooksTest {
    @TempDir
    Path folder;

    @Test
    void runAroundTheRunAndAroundEachMigration(TestDatabase database) {
        HookedProject hooked = new HookedProject(folder, database);
        Project project = hooked.project();
        for (Point point : Point.values()) {
            hooked.says(point);
        }

        assertThat(hooked.project().up().failure()).isEmpty();
        assertThat(hooked.log())
                .containsExactly(
                        "before_up", "before_each", "1", "after_each", "before_each", "2", "after_each", "after_up");

        database.execute("DELETE FROM log");
        project.write("rollback_add_2.sql", "INSERT INTO log (said) VALUES ('not 2');");
        assertThat(project.run(PlanRequest.downAll()).failure()).isEmpty();
        assertThat(hooked.log())
                .containsExactly(
                        "before_down",
                        "before_each",
                        "not 2",
                        "after_each",
                        "before_each",
                        "not 1",
                        "after_each",
                        "after_down");
    }

    @Test
    void aPrecautionComesBeforeEverythingElseAndItsFailureLeavesNoTrace(TestDatabase database) {
        HookedProject hooked = new HookedProject(folder, database);
        Project project = hooked.project();
        project.write("rollback_add_2.sql", "INSERT INTO log (said) VALUES ('not 2');");
        hooked.says(Point.BEFORE_UP);
        List<String> done = new ArrayList<>();
        List<String> before = database.tables();
        Hooks hooks = new Hooks(hooked.hooks);

        project.hooks = hooks.after(new Hooks.Precaution("backup to x", () -> {
            throw new BelayException(Kind.BACKUP, "the disk is full", "make room");
        }));
        assertThat(project.up().failure()).hasValueSatisfying(failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.BACKUP);
            assertThat(failure.message()).isEqualTo("the disk is full");
        });
        assertThat(database.tables()).isEqualTo(before);
        assertThat(hooked.log()).isEmpty();

        project.hooks = hooks.after(new Hooks.Precaution("backup to x", () -> done.addAll(hooked.log())));
        assertThat(planned(project, PlanRequest.up())).startsWith("before_up backup to x false");
        assertThat(project.up().failure()).isEmpty();
        assertThat(hooked.log()).startsWith("before_up");
        assertThat(done).as("nothing had run when it did").isEmpty();

        project.hooks = hooks.after(new Hooks.Precaution("backup to x", () -> done.add("again")));
        assertThat(project.up().failure()).isEmpty();
        assertThat(project.run(PlanRequest.downAll()).failure()).isEmpty();
        assertThat(done).as("nothing to apply, and on the way down").isEmpty();
    }

    @Test
    void aPrecautionOfARedoComesOnceAndBeforeTheWayDown(TestDatabase database) {
        HookedProject hooked = new HookedProject(folder, database);
        Project project = hooked.project();
        project.write("rollback_add_2.sql", "INSERT INTO log (said) VALUES ('not 2');");
        project.up();
        database.execute("DELETE FROM log");
        List<String> done = new ArrayList<>();
        project.hooks =
                Hooks.NONE.after(new Hooks.Precaution("backup", () -> done.add(String.join(",", hooked.log()))));

        assertThat(project.run(PlanRequest.downAll(), PlanRequest.up()).failure())
                .isEmpty();

        assertThat(done).containsExactly("");
        assertThat(hooked.log()).containsExactly("not 2", "not 1", "1", "2");
    }

    @Test
    void thePlanNamesThemInTheOrderOfTheRun(TestDatabase database) {
        HookedProject hooked = new HookedProject(folder, database);
        for (Point point : Point.values()) {
            hooked.says(point);
        }
        hooked.command(Point.AFTER_UP, "tell", "--token", "geheim");
        Project project = hooked.project();

        assertThat(planned(project, PlanRequest.up()))
                .containsExactly(
                        "before_up before_up.sql true",
                        "before_each before_each.sql true",
                        "after_each after_each.sql true",
                        "after_up after_up.sql true",
                        "after_up tell false",
                        "on_failure on_failure.sql true");
        project.hooks = Hooks.NONE;
        project.run(PlanRequest.upTo(Project.version("add_1")));
        project.hooks = new Hooks(hooked.hooks);
        assertThat(planned(project, PlanRequest.upTo(Project.version("add_1"))))
                .as("nothing to do")
                .isEmpty();
        assertThat(planned(project, PlanRequest.down(1)))
                .containsExactly(
                        "before_down before_down.sql true",
                        "before_each before_each.sql true",
                        "after_each after_each.sql true",
                        "after_down after_down.sql true",
                        "on_failure on_failure.sql true");
    }

    private static List<String> planned(Project project, PlanRequest request) {
        return project.migrator().preview(request).hooks().stream()
                .map(hook -> hook.at() + " " + hook.name() + " " + hook.sql())
                .toList();
    }

    /** They change the database as well as any migration does: who approves a plan approves them. */
    @Test
    void bootstrapAndOnabortArePartOfThePlan(TestDatabase database) {
        Project project = Layout.MYBATIS
                .project(folder.resolve("shop"), database)
                .write("scripts/bootstrap.sql", Layout.says("bootstrap"))
                .write("scripts/onabort.sql", Layout.says("onabort"));
        String hash = project.migrator().preview(PlanRequest.up()).hash();

        assertThat(planned(project, PlanRequest.up()))
                .containsExactly("bootstrap bootstrap.sql true", "onabort onabort.sql true");
        project.write("scripts/bootstrap.sql", Layout.says("something else"));
        assertThat(project.migrator().preview(PlanRequest.up()).hash()).isNotEqualTo(hash);
        project.write("scripts/bootstrap.sql", Layout.says("bootstrap"));
        assertThat(project.migrator().preview(PlanRequest.up()).hash()).isEqualTo(hash);
        project.write("scripts/onabort.sql", Layout.says("something else"));
        assertThat(project.migrator().preview(PlanRequest.up()).hash()).isNotEqualTo(hash);
        project.run(PlanRequest.upTo(Project.version("1")));
        hash = project.migrator().preview(PlanRequest.up()).hash();
        assertThat(planned(project, PlanRequest.up())).containsExactly("onabort onabort.sql true");
        project.write("scripts/bootstrap.sql", Layout.says("never run any more"));
        assertThat(project.migrator().preview(PlanRequest.up()).hash()).isEqualTo(hash);
        assertThat(planned(project, PlanRequest.down(1))).isEmpty();
    }

    @Test
    void withoutAnythingToDoNoneIsRun(TestDatabase database) {
        HookedProject hooked = new HookedProject(folder, database);
        Project project = hooked.project();
        project.up();
        database.execute("DELETE FROM log");
        for (Point point : Point.values()) {
            hooked.says(point);
        }

        assertThat(hooked.project().up().ok()).isTrue();
        assertThat(hooked.log()).isEmpty();
    }

    @Test
    void whatAHookDoesInTheTransactionOfAMigrationGoesWithIt(TestDatabase database) {
        HookedProject hooked = new HookedProject(folder, database);
        hooked.project().write("add_1.sql", "INSERT INTO log (said) VALUES ('1'); SELECT 1 / 0;");
        hooked.says(Point.BEFORE_UP);
        hooked.says(Point.BEFORE_EACH);
        hooked.says(Point.ON_FAILURE);
        hooked.says(Point.AFTER_UP);

        assertThat(Project.outcomes(hooked.project().up())).containsExactly("add_1 FAILED");
        assertThat(hooked.log()).containsExactly("before_up", "on_failure");
    }

    @Test
    void aFailingHookOfAMigrationTakesItBack(TestDatabase database) {
        HookedProject hooked = new HookedProject(folder, database);
        Project project = hooked.project();
        hooked.sql(Point.AFTER_EACH, "check.sql", "-- is it so?\nSELECT 1 / 0;");

        RunResult result = hooked.project().up();

        assertThat(Project.outcomes(result)).containsExactly("add_1 FAILED");
        assertThat(result.failure().orElseThrow().message())
                .isEqualTo("check.sql:2: division by zero (SQLSTATE 22012)");
        assertThat(hooked.log()).isEmpty();
        assertThat(project.states()).containsExactly("add_1 FAILED", "add_2 PENDING");
    }

    @Test
    void aFailingHookBeforeTheRunStopsItBeforeAnythingIsDone(TestDatabase database) {
        HookedProject hooked = new HookedProject(folder, database);
        Project project = hooked.project();
        hooked.sql(Point.BEFORE_UP, "check.sql", "\n\nSELECT 1 / 0;");

        RunResult result = hooked.project().up();

        assertThat(result.steps()).isEmpty();
        assertThat(result.failure().orElseThrow().message())
                .isEqualTo("the before_up hook failed: check.sql:3: division by zero (SQLSTATE 22012)");
        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(hooked.log()).isEmpty();
        assertThat(project.states()).containsExactly("add_1 PENDING", "add_2 PENDING");
    }

    /** A gate that was shut stays shut: going on later must not step around it. */
    @Test
    void aHookThatStoppedAMigrationInUnitsIsAskedAgain(TestDatabase database) {
        HookedProject hooked = new HookedProject(folder, database);
        Project project = hooked.project().without("add_1.sql").without("rollback_add_1.sql");
        database.execute("CREATE TABLE allowed ()");
        hooked.sql(Point.BEFORE_EACH, "check.sql", "SELECT 1 / (SELECT count(*) FROM log WHERE said = 'allowed');");

        assertThat(Project.outcomes(hooked.project().up())).containsExactly("add_2 FAILED");
        assertThat(Project.outcomes(project.up())).containsExactly("add_2 FAILED");
        assertThat(hooked.log()).isEmpty();

        database.execute("INSERT INTO log (said) VALUES ('allowed')");
        assertThat(Project.outcomes(project.up())).containsExactly("add_2 APPLIED");
    }

    @Test
    void whatAHookSetsForTheSessionStaysWithTheHook(TestDatabase database) {
        database.execute("CREATE SCHEMA other");
        HookedProject hooked = new HookedProject(folder, database);
        hooked.project().write("add_1.sql", "CREATE TABLE here ();");
        hooked.sql(Point.BEFORE_UP, "set.sql", "SET search_path = other;");
        hooked.sql(Point.AFTER_UP, "after.sql", "CREATE TABLE there ();");

        assertThat(hooked.project().up().failure()).isEmpty();
        assertThat(database.tables()).contains("public.here", "public.there");
    }

    @Test
    void aHookThatCannotBeReadOrStartedIsFoundBeforeAnythingRuns(TestDatabase database) throws IOException {
        HookedProject hooked = new HookedProject(folder, database);
        hooked.says(Point.BEFORE_UP);
        for (List<String> words : List.of(
                List.of("missing.sql"),
                List.of("broken.sql"),
                List.of("latin.sql"),
                List.of("no-such-command"),
                List.of("./no-such-script.sh", "word"))) {
            Files.writeString(hooked.folder().resolve("broken.sql"), "SELECT 'never closed");
            Files.write(hooked.folder().resolve("latin.sql"), new byte[] {'-', '-', (byte) 0xE9, '\n'});
            hooked.hooks.put(Point.ON_FAILURE, List.of(new Hook(hooked.folder(), words)));

            BelayException refused = catchThrowableOfType(BelayException.class, hooked.project()::up);

            assertThat(refused).as(words.get(0)).isNotNull();
            assertThat(refused.kind()).isEqualTo(Kind.USAGE);
            assertThat(refused).hasMessageContaining(words.get(0));
            assertThat(hooked.log()).isEmpty();
            assertThat(database.tables()).containsExactly("public.log");
        }
    }
}
