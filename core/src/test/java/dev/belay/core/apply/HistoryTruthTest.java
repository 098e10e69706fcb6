package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.migration.Version;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The native history decides; the journal adds what it knows of the same row, and of no other. */
@ServerTest
final class HistoryTruthTest {
    @TempDir
    Path folder;

    @Test
    void whereTheHistoryHasNoChecksumTheJournalTellsOfAChange(TestDatabase database) {
        Project project = applied(Layout.MYBATIS, database);

        assertThat(Layout.states(project)).containsExactly(State.APPLIED, State.CHANGED, State.APPLIED);
    }

    @Test
    void aRowThatAnotherToolHasWrittenAnewIsUnknownAndNotChanged(TestDatabase database) {
        Project project = applied(Layout.MYBATIS, database);

        database.execute("UPDATE changelog SET applied_at = '2030-01-01 00:00:00' WHERE id = 2");

        assertThat(Layout.states(project)).containsOnly(State.APPLIED);
        assertThat(project.up().failure()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "SECTIONS"})
    void aRowWithoutAChecksumIsToldByTheJournalToo(Layout layout, TestDatabase database) {
        Project project = applied(layout, database);
        database.execute("UPDATE schema_migrations SET checksum = NULL");

        assertThat(Layout.states(project)).containsExactly(State.APPLIED, State.CHANGED, State.APPLIED);

        database.execute("UPDATE schema_migrations SET applied_at = applied_at + interval '1 s'");
        assertThat(Layout.states(project)).containsOnly(State.APPLIED);
    }

    /** The second file is edited after it was applied. */
    private Project applied(Layout layout, TestDatabase database) {
        Project project = layout.project(folder, database);
        project.up();
        layout.write(project, 2, Layout.says("up 2, edited"), Layout.says("down 2"));
        return project;
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatWasTakenAwayByHandMakesTheMigrationPending(Layout layout, TestDatabase database) {
        Project project = layout.project(folder, database);
        project.up();

        database.execute("DELETE FROM " + layout.table + " WHERE "
                + (layout == Layout.PRISMA ? "migration_name" : layout == Layout.MYBATIS ? "id::text" : "version")
                + " = '"
                + layout.version(3) + "'");

        assertThat(Layout.states(project)).containsExactly(State.APPLIED, State.APPLIED, State.PENDING);
        assertThat(Project.outcomes(project.up())).containsExactly(layout.version(3) + " APPLIED");
    }

    @Test
    void whatPrismaItselfHasLeftUnfinishedWaitsForAPerson(TestDatabase database) {
        Project project = Layout.PRISMA.project(folder, database);
        Version first = Project.version(Layout.PRISMA.version(1));
        project.run(PlanRequest.only(Project.version(Layout.PRISMA.version(2))));
        database.execute("INSERT INTO _prisma_migrations (id, checksum, migration_name, logs) VALUES ('x', 'y', '"
                + first + "', 'relation exists')");

        assertThat(Layout.states(project)).containsExactly(State.FAILED, State.APPLIED, State.PENDING);
        RunResult refused = project.up();
        assertThat(refused.failure().orElseThrow().message()).contains("is recorded as begun and not finished");
        assertThat(refused.failure().orElseThrow().hint()).contains("resolve --applied " + first, "--rolled-back");

        project.bookkeeper().markRolledBack(first, "nothing of it is there");
        assertThat(database.query("SELECT rolled_back_at IS NOT NULL FROM _prisma_migrations WHERE id = 'x'"))
                .containsExactly("t");
        assertThat(Project.outcomes(project.up())).hasSize(2);
    }

    @Test
    void whatPrismaItselfHasLeftUnfinishedCanBeDeclaredDone(TestDatabase database) {
        Project project = Layout.PRISMA.project(folder, database);
        Version first = Project.version(Layout.PRISMA.version(1));
        project.run(PlanRequest.only(Project.version(Layout.PRISMA.version(2))));
        database.execute(
                "INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'y', '" + first + "')");

        assertThat(project.bookkeeper().markApplied(first, "finished by hand").state())
                .isEqualTo(State.APPLIED);
        assertThat(database.query("SELECT id, finished_at IS NOT NULL, rolled_back_at FROM _prisma_migrations"
                        + " WHERE migration_name = '" + first + "'"))
                .containsExactly("x|t|null");
    }

    @Test
    void anAppliedMigrationWithoutAFileIsMissingUntilItIsTakenOut(TestDatabase database) {
        Project project = Layout.PLAIN.project(folder, database);
        project.up();
        project.without("add_2.sql").without("rollback_add_2.sql");

        assertThat(project.states()).containsExactly("add_1 APPLIED", "add_3 APPLIED", "add_2 MISSING");
        assertThat(project.up().failure().orElseThrow().message()).contains("its file is missing");
        assertThat(project.run(PlanRequest.downAll()).failure().orElseThrow().message())
                .contains("has no file");

        project.bookkeeper().markRolledBack(Project.version("add_2"), "it was a mistake");
        assertThat(project.up().failure()).isEmpty();
        assertThat(Project.outcomes(project.run(PlanRequest.downAll())))
                .containsExactly("add_3 REVERTED", "add_1 REVERTED");
    }
}
