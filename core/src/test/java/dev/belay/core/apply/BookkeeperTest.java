package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The books are mended in every convention, and nothing but the books. */
@ServerTest
final class BookkeeperTest {
    @TempDir
    Path folder;

    private static void assertRefused(ThrowingCallable change, String message) {
        BelayException refused = catchThrowableOfType(BelayException.class, change);
        assertThat(refused).isNotNull().hasMessageContaining(message);
        assertThat(refused.kind()).isEqualTo(Kind.USAGE);
    }

    /** The last line of the journal: what, of which migration, why, and by whom. */
    private static String lastLine(Project project) {
        return project.database()
                .query("SELECT event, version, message, detail ->> 'user' FROM belay.journal ORDER BY id DESC LIMIT 1")
                .get(0);
    }

    private static long lines(Project project) {
        return project.database().tables().contains("belay.journal")
                ? Long.parseLong(project.database()
                        .query("SELECT count(*) FROM belay.journal")
                        .get(0))
                : 0;
    }

    @ParameterizedTest
    @EnumSource
    void appliedByHandIsRecordedAndNotRun(Layout layout, TestDatabase database) {
        Project project = layout.project(folder, database);
        Version first = Project.version(layout.version(1));

        MigrationStatus status = project.bookkeeper().markApplied(first, "it was there");

        assertThat(status.state()).isEqualTo(State.APPLIED);
        assertThat(lastLine(project)).isEqualTo("resolved_applied|" + first + "|it was there|operator");
        assertThat(Project.outcomes(project.up()))
                .containsExactly(layout.version(2) + " APPLIED", layout.version(3) + " APPLIED");
        assertThat(Layout.log(project)).containsExactly("up 2", "up 3");
        long before = lines(project);
        assertRefused(() -> project.bookkeeper().markApplied(first, "again"), "is applied already");
        assertRefused(
                () -> project.bookkeeper().markApplied(Project.version("77"), "what"), "there is no migration \"77\"");
        assertThat(lines(project)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void rolledBackByHandIsTakenOutAndNotRun(Layout layout, TestDatabase database) {
        Project project = layout.project(folder, database);
        Version last = Project.version(layout.version(3));
        assertRefused(() -> project.bookkeeper().markRolledBack(last, "never was"), "is not recorded");
        project.up();

        MigrationStatus status = project.bookkeeper().markRolledBack(last, "dropped by hand");

        assertThat(status.state()).isIn(State.PENDING, State.ROLLED_BACK);
        assertThat(lastLine(project)).isEqualTo("resolved_rolled_back|" + last + "|dropped by hand|operator");
        assertThat(Layout.log(project)).containsExactly("up 1", "up 2", "up 3");
        long before = lines(project);
        assertRefused(() -> project.bookkeeper().markRolledBack(last, "again"), "is not recorded");
        assertThat(lines(project)).isEqualTo(before);
        assertThat(Project.outcomes(project.up())).containsExactly(last + " APPLIED");
        assertThat(Layout.log(project)).containsExactly("up 1", "up 2", "up 3", "up 3");
    }

    @ParameterizedTest
    @EnumSource
    void aChangedFileIsToldAndAccepted(Layout layout, TestDatabase database) {
        Project project = layout.project(folder, database);
        Version second = Project.version(layout.version(2));
        assertRefused(() -> project.bookkeeper().repair(second, "early"), "is not applied");
        project.up();
        layout.write(project, 2, Layout.says("up 2 in other words"), Layout.says("down 2"));

        assertThat(Layout.states(project)).containsExactly(State.APPLIED, State.CHANGED, State.APPLIED);
        layout.write(project, 4, Layout.says("up 4"), Layout.says("down 4"));
        assertThat(project.up().failure().orElseThrow().message()).contains("was changed after it was applied");

        MigrationStatus status = project.bookkeeper().repair(second, "only words");

        assertThat(status.state()).isEqualTo(State.APPLIED);
        assertThat(lastLine(project)).isEqualTo("repaired|" + second + "|only words|operator");
        assertThat(database.query("SELECT script LIKE '%other words%', checksum IS NOT NULL FROM belay.journal"
                        + " WHERE event = 'repaired'"))
                .containsExactly("t|t");
        assertThat(Project.outcomes(project.up())).containsExactly(layout.version(4) + " APPLIED");
    }

    @ParameterizedTest
    @EnumSource
    void aBaselineBeginsAHistory(Layout layout, TestDatabase database) {
        Project project = layout.project(folder, database);
        Version second = Project.version(layout.version(2));
        assertRefused(
                () -> project.bookkeeper().baseline(Project.version("77"), false, "no"),
                "there is no migration \"77\"");

        List<Migration> covered = project.bookkeeper().baseline(second, false, "taken over");

        assertThat(covered)
                .extracting(migration -> migration.version().text())
                .containsExactly(layout.version(1), layout.version(2));
        assertThat(database.query("SELECT event, version, message FROM belay.journal ORDER BY id"))
                .containsExactly(
                        "baseline|" + layout.version(1) + "|taken over",
                        "baseline|" + layout.version(2) + "|taken over");
        assertThat(Layout.states(project).subList(0, 2)).containsAnyOf(State.APPLIED, State.BASELINE);
        assertThat(Project.outcomes(project.up())).containsExactly(layout.version(3) + " APPLIED");
        assertThat(Layout.log(project)).containsExactly("up 3");
        assertRefused(() -> project.bookkeeper().baseline(second, false, "again"), "the history is not empty");
    }

    @ParameterizedTest
    @EnumSource
    void aResetHistoryBeginsAnew(Layout layout, TestDatabase database) {
        Project project = layout.project(folder, database);
        project.up();

        project.bookkeeper().baseline(Project.version(layout.version(1)), true, "a fresh start");

        assertThat(database.query(
                        "SELECT event, version FROM belay.journal WHERE message = 'a fresh start' ORDER BY id"))
                .containsExactly(
                        "resolved_rolled_back|" + layout.version(1),
                        "resolved_rolled_back|" + layout.version(2),
                        "resolved_rolled_back|" + layout.version(3),
                        "baseline|" + layout.version(1));
        assertThat(Project.outcomes(project.up()))
                .containsExactly(layout.version(2) + " APPLIED", layout.version(3) + " APPLIED");
    }

    /** A statement that may have committed a part of its work, so that only a person can tell. */
    private static Project unknown(Layout layout, Path folder, TestDatabase database) {
        Project project = layout.project(folder, database);
        layout.write(
                project,
                1,
                "-- belay: no-transaction\n" + Layout.says("before") + "\n"
                        + "DO $$ BEGIN INSERT INTO log (said) VALUES ('half'); COMMIT; PERFORM 1 / (SELECT count(*) FROM log"
                        + " WHERE said = 'mended'); END $$;\n" + Layout.says("after"),
                Layout.says("down 1"));
        assertThat(Project.outcomes(project.up())).containsExactly(layout.version(1) + " FAILED");
        assertThat(project.up().failure().orElseThrow().message()).contains("nobody can tell whether");
        return project;
    }

    @ParameterizedTest
    @EnumSource
    void aStatementThatNobodyCouldTellAboutIsSkipped(Layout layout, TestDatabase database) {
        Project project = unknown(layout, folder, database);
        Version first = Project.version(layout.version(1));

        MigrationStatus status = project.bookkeeper().skip(first, "it is all there");

        assertThat(status.state()).isEqualTo(State.PARTIAL);
        assertThat(lastLine(project)).isEqualTo("unit_done|" + first + "|it is all there|operator");
        assertThat(Project.outcomes(project.up()).get(0)).isEqualTo(first + " RESUMED");
        assertThat(Layout.log(project)).containsExactly("before", "half", "after", "up 2", "up 3");
        assertRefused(() -> project.bookkeeper().skip(first, "again"), "has no statement that nobody could tell about");
    }

    @ParameterizedTest
    @EnumSource
    void aStatementThatNobodyCouldTellAboutIsRunAgain(Layout layout, TestDatabase database) {
        Project project = unknown(layout, folder, database);
        Version first = Project.version(layout.version(1));
        database.execute("INSERT INTO log (said) VALUES ('mended')");

        project.bookkeeper().retry(first, "it is safe");

        assertThat(lastLine(project)).isEqualTo("unit_retry|" + first + "|it is safe|operator");
        assertThat(Project.outcomes(project.up()).get(0)).isEqualTo(first + " RESUMED");
        assertThat(Layout.log(project)).containsExactly("before", "half", "mended", "half", "after", "up 2", "up 3");
        assertRefused(
                () -> project.bookkeeper().retry(first, "again"), "has no statement that nobody could tell about");
    }

    @ParameterizedTest
    @EnumSource
    void aHalfDoneMigrationIsDeclaredDoneOrUndone(Layout layout, TestDatabase database) {
        Project project = unknown(layout, folder, database);
        Version first = Project.version(layout.version(1));

        assertThat(project.bookkeeper().markRolledBack(first, "cleared away").progress())
                .isEmpty();
        assertThat(Project.outcomes(project.up())).containsExactly(first + " FAILED");
        assertThat(Layout.log(project)).as("from the beginning").containsExactly("before", "half", "before", "half");

        assertThat(project.bookkeeper().markApplied(first, "finished by hand").state())
                .isEqualTo(State.APPLIED);
        assertThat(Project.outcomes(project.up())).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aHalfUndoneMigrationIsDeclaredUndoneOrStillThere(Layout layout, TestDatabase database) {
        Project project = layout.project(folder, database);
        layout.write(project, 3, Layout.says("up 3"), Layout.says("down 3") + " VACUUM nothing;");
        project.up();
        Version last = Project.version(layout.version(3));
        assertThat(Project.outcomes(project.down())).containsExactly(last + " FAILED");
        assertThat(Layout.states(project)).containsExactly(State.APPLIED, State.APPLIED, State.PARTIAL);
        assertThat(project.up().failure().orElseThrow().message()).contains("is half undone");

        assertThat(project.bookkeeper().markApplied(last, "restored by hand").state())
                .isEqualTo(State.APPLIED);
        assertThat(project.up().steps()).isEmpty();

        assertThat(Project.outcomes(project.down())).containsExactly(last + " FAILED");
        assertThat(project.bookkeeper().markRolledBack(last, "the rest by hand").state())
                .isIn(State.PENDING, State.ROLLED_BACK);
        assertThat(Project.outcomes(project.up())).containsExactly(last + " APPLIED");
    }
}
