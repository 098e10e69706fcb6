package dev.belay.backup.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session of a backup must not take for the table that its snapshot shows. */
@ServerTest
final class LaneTest {
    /** All of these leave an older snapshot with no rows, fewer rows or none that it can find, and no error. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRUNCATE author",
                "ALTER TABLE author ALTER id TYPE bigint",
                "DROP TABLE author; CREATE TABLE author (id int)",
                "ALTER TABLE author RENAME TO writer; CREATE TABLE author (id int)"
            })
    void aTableThatNobodyHeldIsNotTakenForWhatItWas(String alter, TestDatabase database) throws SQLException {
        database.execute("CREATE TABLE author (id int)", "INSERT INTO author VALUES (1)");
        try (Connection connection = database.connect();
                Lane lane = new Lane(connection)) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Relation table = Relations.read(connection).get(0);
            assertThat(lane.lock(table)).isTrue();
            connection.rollback();
            Relation before = Relations.read(connection).get(0);

            database.execute(alter);

            assertThatThrownBy(() -> lane.lock(before))
                    .isInstanceOfSatisfying(
                            BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BACKUP))
                    .hasMessageContaining("public.author was "
                            + (alter.contains("RENAME") ? "renamed while" : "emptied, rewritten or made anew while"));
        }
    }
}
