package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.migration.Version;
import dev.belay.testing.HostileOperators;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user has laid into a schema of the search path is never run with the rights of whoever migrates. */
@ServerTest
final class LyingInWaitTest {
    @TempDir
    Path folder;

    private static Project project(Layout layout, Path folder, TestDatabase database) {
        Project project = layout.project(folder, database);
        HostileOperators.lieInWait(database);
        return project;
    }

    private static Version version(Layout layout, int number) {
        return Project.version(layout.version(number));
    }

    /** Nobody was called; a look from aside that fails is only told as a warning. */
    private static void assertUnharmed(Project project, RunResult... results) {
        for (RunResult result : results) {
            assertThat(result.failure()).isEmpty();
        }
        assertThat(project.heard.toString()).doesNotContain(HostileOperators.CALLED);
    }

    @ParameterizedTest
    @EnumSource
    void upAndDown(Layout layout, TestDatabase database) {
        Project project = project(layout, folder, database);

        RunResult up = project.up();
        RunResult down = project.down();
        RunResult again = project.up();

        assertUnharmed(project, up, down, again);
        assertThat(Layout.log(project)).containsExactly("up 1", "up 2", "up 3", "down 3", "up 3");
        assertThat(Layout.states(project)).containsOnly(State.APPLIED);
    }

    @ParameterizedTest
    @EnumSource
    void aFailureIsRecordedAndGoneOnFrom(Layout layout, TestDatabase database) {
        Project project = project(layout, folder, database);
        layout.write(project, 3, "-- belay: no-transaction\nSELECT 1; SELECT 1 / 0;", Layout.says("down 3"));

        RunResult failed = project.up();
        assertThat(failed.failure().orElseThrow().message()).contains("division by zero");
        layout.write(project, 3, "-- belay: no-transaction\nSELECT 1; SELECT 1 / 1;", Layout.says("down 3"));

        assertUnharmed(project, project.up());
        assertThat(Layout.states(project)).containsOnly(State.APPLIED);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOutsideOfTransactions(Layout layout, TestDatabase database) {
        Project project = project(layout, folder, database);
        database.execute("CREATE TABLE author (id int, born int) PARTITION BY RANGE (id)");
        database.execute("CREATE TABLE author_1 PARTITION OF author FOR VALUES FROM (1) TO (9)");
        layout.write(
                project,
                3,
                "CREATE INDEX CONCURRENTLY IF NOT EXISTS author_born ON author_1 (born);"
                        + " CREATE INDEX CONCURRENTLY IF NOT EXISTS author_born ON author_1 (id);"
                        + " REINDEX INDEX CONCURRENTLY author_born; REINDEX TABLE CONCURRENTLY author_1;"
                        + " REINDEX SCHEMA CONCURRENTLY public;"
                        + " CREATE TABLE IF NOT EXISTS author_1 (id int);"
                        + " ALTER TABLE author DETACH PARTITION author_1 CONCURRENTLY;"
                        + " ALTER TABLE author_1 ADD COLUMN IF NOT EXISTS born text;",
                "DROP INDEX CONCURRENTLY author_born;");

        RunResult up = project.up();
        RunResult down = project.down();

        assertUnharmed(project, up, down);
        assertThat(project.heard(RunEvent.Warned.class)).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void resolve(Layout layout, TestDatabase database) {
        Project project = project(layout, folder, database);
        Bookkeeper books = project.bookkeeper();

        assertThat(books.markApplied(version(layout, 1), "there").state()).isEqualTo(State.APPLIED);
        assertThat(books.markRolledBack(version(layout, 1), "not there").state())
                .isIn(State.PENDING, State.ROLLED_BACK);
        layout.write(
                project,
                1,
                "-- belay: no-transaction\nSELECT 1; DO $$ BEGIN COMMIT; PERFORM 1 / 0; END $$; SELECT 2;",
                Layout.says("down 1"));
        for (RunResult result : List.of(project.up(), project.up())) {
            assertThat(result.failure().orElseThrow().message()).doesNotContain(HostileOperators.CALLED);
        }
        assertThat(books.retry(version(layout, 1), "again").state()).isEqualTo(State.PARTIAL);
        project.up();
        assertThat(books.skip(version(layout, 1), "is done").state()).isEqualTo(State.PARTIAL);

        assertUnharmed(project, project.up());
        assertThat(Layout.states(project)).containsOnly(State.APPLIED);
    }

    @ParameterizedTest
    @EnumSource
    void repairAndBaseline(Layout layout, TestDatabase database) {
        Project project = project(layout, folder, database);
        Bookkeeper books = project.bookkeeper();

        assertThat(books.baseline(version(layout, 2), false, "taken over")).hasSize(2);
        RunResult up = project.up();
        layout.write(project, 3, Layout.says("up 3, in other words"), Layout.says("down 3"));
        assertThat(Layout.states(project)).contains(State.CHANGED);
        assertThat(books.repair(version(layout, 3), "only words").state()).isEqualTo(State.APPLIED);
        assertThat(books.baseline(version(layout, 1), true, "a fresh start")).hasSize(1);
        RunResult rest = project.up();

        assertUnharmed(project, up, rest);
        assertThat(Layout.log(project)).containsExactly("up 3", "up 2", "up 3, in other words");
    }

    /** A row that the file of the migration has written itself is replaced by ours. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"PLAIN", "SECTIONS", "MYBATIS"})
    void aRowThatTheFileWrites(Layout layout, TestDatabase database) {
        Project project = project(layout, folder, database);
        project.up();
        String values = layout == Layout.MYBATIS ? "(4, 'now', 'mine')" : "('" + layout.version(4) + "')";
        String columns = layout == Layout.MYBATIS ? "(id, applied_at, description)" : "(version)";
        layout.write(
                project,
                4,
                "INSERT INTO " + layout.table + " " + columns + " VALUES " + values + ";",
                Layout.says("4"));

        assertUnharmed(project, project.up());
        assertThat(Layout.states(project)).containsOnly(State.APPLIED);
    }

    /** A team's own table has the column types that the team chose. */
    @Test
    void aChangelogWithOtherTypes(TestDatabase database) {
        database.execute("CREATE TABLE changelog (id bigint PRIMARY KEY, applied_at text, description varchar)");
        Project project = project(Layout.MYBATIS, folder, database);

        assertUnharmed(project, project.up(), project.down(), project.up());
        assertThat(project.bookkeeper().baseline(version(Layout.MYBATIS, 2), true, "anew"))
                .hasSize(2);
    }

    @Test
    void whatAMigrationRequiresIsLookedFor(TestDatabase database) {
        Project project = project(Layout.PLAIN, folder, database)
                .with("add_4", "-- belay: requires log, plpgsql, public, now(), add_1\nSELECT 4;");

        assertThat(project.migrator().preview(PlanRequest.up()).prerequisites())
                .extracting(Prerequisite::state)
                .doesNotContain(Prerequisite.State.MISSING);
    }
}
