package dev.belay.core.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.history.History;
import dev.belay.core.history.HistoryRow;
import dev.belay.core.migration.Migration;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Taking back the row of a migration, in every kind of table. */
@ServerTest
final class WithdrawTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "mybatis, scripts/1_users.sql, 1",
        "plain, users.sql, users",
        "sections, 20250101_120000_users.sql, 20250101_120000",
        "flyway, V1__users.sql, 1",
        "prisma, migrations/20250101_users/migration.sql, 20250101_users"
    })
    void saysSoWhenSomebodyElseWasFaster(String convention, String file, String version, TestDatabase database)
            throws Exception {
        Project project = Project.of(folder, convention).file(file, "SELECT 1;\n");
        History history = project.open().history();
        Migration migration = project.only();
        try (Connection connection = database.connect()) {
            history.create(connection);
            HistoryRow row = history.record(connection, migration);
            history.withdraw(connection, row);
            assertThat(history.rows(connection)).noneMatch(HistoryRow::applied);

            assertThatThrownBy(() -> history.withdraw(connection, row))
                    .isInstanceOfSatisfying(BelayException.class, e -> {
                        assertThat(e.kind()).isEqualTo(Kind.LOCKED);
                        assertThat(e)
                                .hasMessage(
                                        "the history row of \"" + version + "\" is gone: somebody else has undone it");
                        assertThat(e.hint()).isEqualTo("look at belay status, then run the same command again");
                    });
        }
    }

    @Test
    void leavesARowAloneThatIsMarkedAlready(TestDatabase database) throws Exception {
        Project project = Project.of(folder, "prisma").file("migrations/20250101_users/migration.sql", "SELECT 1;\n");
        History history = project.open().history();
        try (Connection connection = database.connect()) {
            history.create(connection);
            history.withdraw(connection, history.record(connection, project.only()));
            HistoryRow withdrawn = history.rows(connection).get(0);

            history.withdraw(connection, withdrawn);

            assertThat(history.rows(connection)).containsExactly(withdrawn);
        }
    }
}
