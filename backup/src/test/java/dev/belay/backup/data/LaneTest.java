package dev.belay.backup.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Sql;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session of a backup must not take for the table that its snapshot shows. */
@ServerTest
final class LaneTest {
    private static Connection snapshot(TestDatabase database) throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return connection;
    }

    /** Savepoints within savepoints take memory of the server for each of thousands of tables. */
    @Test
    void oneSavepointIsThereHoweverManyTablesWereLocked(TestDatabase database) throws SQLException, IOException {
        database.execute("CREATE TABLE author (id int)", "CREATE TABLE book (id int)");
        try (Connection connection = snapshot(database);
                Lane lane = new Lane(connection)) {
            for (Relation table : Relations.read(connection)) {
                assertThat(lane.lock(table)).isTrue();
                assertThatThrownBy(() -> lane.attempt(() -> Sql.one(connection, "SELECT 1/0", row -> row.getInt(1))))
                        .isInstanceOf(SQLException.class);
                assertThat(lane.<Integer>attempt(() -> Sql.one(connection, "SELECT 7", row -> row.getInt(1))))
                        .isEqualTo(7);
            }
            List<String> held = Sql.list(
                    connection,
                    "SELECT relation::regclass::text FROM pg_locks WHERE pid = pg_backend_pid()"
                            + " AND relation::regclass::text IN ('author', 'book') ORDER BY 1",
                    row -> row.getString(1));
            Sql.script(connection, "RELEASE SAVEPOINT belay; SAVEPOINT mine");

            assertThat(held).containsExactly("author", "book");
            for (String name : List.of("belay", "belay_lock")) {
                assertThatThrownBy(() -> Sql.script(connection, "RELEASE SAVEPOINT " + name))
                        .hasMessageContaining("savepoint \"" + name + "\" does not exist");
                Sql.script(connection, "ROLLBACK TO SAVEPOINT mine");
            }
        }
    }

    @Test
    void aTableThatSomebodyAltersIsLeftForLaterAndTheNextOneIsTaken(TestDatabase database) throws Exception {
        database.execute("CREATE TABLE author (id int)", "CREATE TABLE book (id int)");
        try (Connection other = database.connect();
                Connection connection = snapshot(database);
                Lane lane = new Lane(connection)) {
            List<Relation> tables = Relations.read(connection);
            other.setAutoCommit(false);
            Sql.script(other, "LOCK TABLE book IN ACCESS EXCLUSIVE MODE");

            assertThat(lane.lock(tables.get(0))).isTrue();
            assertThat(lane.lock(tables.get(1))).isFalse();
            assertThat(lane.lock(tables.get(0))).isTrue();
            other.rollback();
            assertThat(lane.lock(tables.get(1))).isTrue();
        }
    }

    @Test
    void tablesAreLockedTogetherForWhatComesNext(TestDatabase database) throws SQLException, IOException {
        database.execute("CREATE TABLE author (id int)", "CREATE TABLE book (id int)");
        try (Connection connection = snapshot(database);
                Lane lane = new Lane(connection)) {
            List<Relation> tables = Relations.read(connection);
            int pid = Sql.one(connection, "SELECT pg_backend_pid()", row -> row.getInt(1));

            lane.hold(tables);
            String lastAsked = "SELECT state_change FROM pg_stat_activity WHERE pid = " + pid;
            List<String> then = database.query(lastAsked);
            for (Relation table : tables) {
                assertThat(lane.lock(table)).isTrue();
            }

            assertThat(database.query(lastAsked)).isEqualTo(then);
            assertThat(database.query(
                            "SELECT count(*) FROM pg_locks WHERE granted AND mode = 'AccessShareLock' AND pid = " + pid
                                    + " AND relation::regclass::text IN ('author', 'book')"))
                    .containsExactly("2");
            assertThatThrownBy(() -> lane.attempt(() -> Sql.one(connection, "SELECT 1/0", row -> row.getInt(1))))
                    .isInstanceOf(SQLException.class);
            assertThat(lane.<Integer>attempt(() -> Sql.one(connection, "SELECT 7", row -> row.getInt(1))))
                    .isEqualTo(7);
        }
    }

    @Test
    void whereOneOfThemIsInTheWayEachIsAskedForAlone(TestDatabase database) throws SQLException {
        database.execute("CREATE TABLE author (id int)", "CREATE TABLE book (id int)");
        try (Connection other = database.connect();
                Connection connection = snapshot(database);
                Lane lane = new Lane(connection)) {
            List<Relation> tables = Relations.read(connection);
            lane.hold(tables);
            connection.rollback();
            other.setAutoCommit(false);
            Sql.script(other, "LOCK TABLE book IN ACCESS EXCLUSIVE MODE");

            Lane next = new Lane(connection);
            next.hold(tables);

            assertThat(next.lock(tables.get(0))).isTrue();
            assertThat(next.lock(tables.get(1))).isFalse();
            other.rollback();
            assertThat(next.lock(tables.get(1))).isTrue();
        }
    }

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
        database.execute("CREATE TABLE author (id int)", "INSERT INTO author VALUES (1)", "CREATE TABLE book (id int)");
        try (Connection connection = snapshot(database);
                Lane lane = new Lane(connection)) {
            Relation table = Relations.read(connection).get(0);
            assertThat(new Lane(connection).lock(table)).isTrue();
            connection.rollback();
            Relation before = Relations.read(connection).get(0);
            Relation other = Relations.read(connection).get(1);

            database.execute(alter);
            lane.hold(List.of(before, other));

            assertThatThrownBy(() -> lane.lock(before))
                    .isInstanceOfSatisfying(
                            BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BACKUP))
                    .hasMessageContaining("public.author was "
                            + (alter.contains("RENAME") ? "renamed while" : "emptied, rewritten or made anew while"));
        }
    }
}
