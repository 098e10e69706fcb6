package dev.belay.core.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

@ServerTest
final class TransactionServerTest {
    private static final String ACTIVE_TRANSACTION = "25001";

    @EveryMajor
    void theServerRefusesWhatIsForbidden(TestDatabase database) throws SQLException {
        prepare(database);

        for (String sql : TransactionTest.forbidden().toList()) {
            assertThat(stateInTransaction(database, sql)).as(sql).isEqualTo(ACTIVE_TRANSACTION);
        }
    }

    @EveryMajor
    void theServerDoesNotMindWhatJoins(TestDatabase database) throws SQLException {
        prepare(database);

        for (String sql : TransactionTest.joining().toList()) {
            assertThat(stateInTransaction(database, sql)).as(sql).isNotEqualTo(ACTIVE_TRANSACTION);
        }
    }

    @EveryMajor
    void aSubscriptionIsForbiddenOnlyWithItsSlot(TestDatabase database) throws SQLException {
        database.execute("CREATE SUBSCRIPTION " + database.name()
                + " CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false, slot_name = 'never')");
        String alter = "ALTER SUBSCRIPTION " + database.name();
        List<String> without =
                List.of(alter + " SET PUBLICATION q WITH (refresh = false)", alter + " SET (slot_name = NONE)");

        assertThat(stateInTransaction(database, "DROP SUBSCRIPTION " + database.name()))
                .isEqualTo(ACTIVE_TRANSACTION);
        for (String sql : without) {
            assertThat(transaction(sql)).as(sql).isEqualTo(Transaction.JOINS);
            assertThat(stateInTransaction(database, sql)).as(sql).isEqualTo("00000");
        }
        database.execute(alter + " SET (slot_name = NONE)", "DROP SUBSCRIPTION " + database.name());
    }

    private static Transaction transaction(String sql) {
        return Script.parse("x", sql).executable().get(0).traits().transaction();
    }

    private static void prepare(TestDatabase database) {
        database.execute(
                "CREATE SCHEMA s",
                "CREATE TABLE p (a int) PARTITION BY LIST (a)",
                "CREATE TABLE t PARTITION OF p FOR VALUES IN (1)",
                "CREATE INDEX i ON t (a)");
    }

    private static String stateInTransaction(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT 1");
            statement.execute(sql);
            connection.rollback();
            return "00000";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }
}
