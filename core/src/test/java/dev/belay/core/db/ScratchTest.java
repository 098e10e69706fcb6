package dev.belay.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ServerTest
final class ScratchTest {
    @EveryMajor
    void isEmptyHasTheSameShapeAndGoes(TestDatabase database) throws SQLException {
        Database server = server(database);
        String name;

        try (Scratch scratch = Scratch.create(server, shape(server))) {
            name = scratch.name();
            try (Connection connection = scratch.database().connect()) {
                assertThat(connection.getCatalog()).isEqualTo(name);
                assertThat(DatabaseShape.of(connection, name)).contains(shape(server));
            }
            assertThat(scratch.notes()).isEmpty();
        }

        assertThat(database.query("SELECT 1 FROM pg_database WHERE datname = '" + name + "'"))
                .isEmpty();
    }

    @Test
    void sweepTakesWhatADeadProcessLeftAndNothingElse(TestDatabase database) throws SQLException {
        Database server = server(database);
        String left = "belay_scratch_1000000000_abc" + Long.toHexString(System.nanoTime());
        database.execute("CREATE DATABASE " + left, "CREATE DATABASE belay_scratch_mine");

        try (Scratch used = Scratch.create(server, shape(server))) {
            String old = "belay_scratch_1000000000_" + Long.toHexString(System.nanoTime());
            try (Connection other = server.connect()) {
                Sql.script(other, "CREATE DATABASE " + old);
            }
            try (Connection user =
                    new Database(server.settings().toBuilder().database(old).build()).connect()) {
                AdvisoryLock.acquire(user, LockKey.SCRATCH, java.time.Duration.ZERO, WaitListener.SILENT);

                assertThat(Scratch.sweep(server)).contains(left).doesNotContain(old, used.name(), "belay_scratch_mine");
            }
            assertThat(Scratch.sweep(server)).containsExactly(old);
        } finally {
            database.execute("DROP DATABASE belay_scratch_mine");
        }
    }

    @Test
    void withoutCreatedbTheWayOutIsNamed(TestDatabase database) {
        String role = "r_" + database.name();
        database.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'x'");
        Database server = new Database(server(database).settings().toBuilder()
                .user(role)
                .password(new Secret("x"))
                .build());
        try {
            assertThatThrownBy(() -> Scratch.create(server, shape(server)))
                    .isInstanceOfSatisfying(BelayException.class, e -> {
                        assertThat(e.kind()).isEqualTo(Kind.CONNECTION);
                        assertThat(e.hint()).contains("CREATEDB");
                    });
        } finally {
            database.execute("DROP ROLE " + role);
        }
    }

    @Test
    void aLocaleThatTheServerLacksIsANoteAndNotAnEnd(TestDatabase database) throws SQLException {
        Database server = server(database);
        DatabaseShape shape = shape(server);
        DatabaseShape foreign =
                new DatabaseShape(shape.owner(), true, "UTF8", "xx_YY.UTF-8", "xx_YY.UTF-8", "", "pg_default", -1);

        try (Scratch scratch = Scratch.create(server, foreign)) {
            assertThat(scratch.notes()).singleElement().asString().contains("locale C", "xx_YY.UTF-8");
        }
    }

    private static DatabaseShape shape(Database server) throws SQLException {
        try (Connection connection = server.connect()) {
            return DatabaseShape.of(connection, server.settings().database()).orElseThrow();
        }
    }

    private static Database server(TestDatabase database) {
        return new Database(
                ConnectionUrl.parse(database.url()).settings(new Surroundings(Map.of(), Path.of("/nonexistent"))));
    }
}
