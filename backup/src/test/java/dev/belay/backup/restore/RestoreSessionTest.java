package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.db.Sql;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@ServerTest
final class RestoreSessionTest {
    @Test
    void buildsIndexesWithoutWorkersWhereTheSessionsHaveAllProcessorsAtWork(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            RestoreSession.share(connection, 2, 2);

            assertThat(workers(connection)).isEqualTo("0");
        }
    }

    @Test
    void leavesWorkersWhereThereAreProcessorsLeft(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            RestoreSession.share(connection, 2, 3);

            assertThat(workers(connection)).isNotEqualTo("0");
        }
    }

    @Test
    void leavesWhatSomebodyHasChosen(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            Sql.script(connection, "SET max_parallel_maintenance_workers = 3");

            RestoreSession.share(connection, 2, 2);

            assertThat(workers(connection)).isEqualTo("3");
        }
    }

    private static String workers(Connection connection) throws SQLException {
        return Sql.one(connection, "SHOW max_parallel_maintenance_workers", row -> row.getString(1));
    }
}
