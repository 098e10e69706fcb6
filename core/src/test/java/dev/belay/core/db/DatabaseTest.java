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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@ServerTest
final class DatabaseTest {
    private static ConnectionSettings.Builder settings(TestDatabase database) {
        return ConnectionUrl.parse(database.url())
                .settings(new Surroundings(Map.of(), Path.of("/nonexistent")))
                .toBuilder();
    }

    private static String one(Connection connection, String query) throws SQLException {
        return Sql.one(connection, query, row -> row.getString(1));
    }

    private static int echo(Connection connection, int number) throws SQLException {
        return Sql.one(connection, "SELECT ?::int", row -> row.getInt(1), number);
    }

    private static String show(Connection connection, String setting) throws SQLException {
        return Sql.one(
                connection, "SELECT coalesce(current_setting('" + setting + "', true), '')", row -> row.getString(1));
    }

    @EveryMajor
    void preparesEverySessionWhateverTheRolesDefaultsAre(TestDatabase database) throws SQLException {
        database.execute(
                "ALTER DATABASE " + database.name() + " SET statement_timeout = '7s'",
                "ALTER DATABASE " + database.name() + " SET idle_in_transaction_session_timeout = '7s'",
                "ALTER DATABASE " + database.name() + " SET idle_session_timeout = '7s'",
                "ALTER DATABASE " + database.name() + " SET lock_timeout = '7s'");

        try (Database it = new Database(
                        settings(database).applicationName("belay up").build());
                Connection connection = it.connect()) {
            assertThat(show(connection, "application_name")).isEqualTo("belay up");
            assertThat(show(connection, "statement_timeout")).isEqualTo("0");
            assertThat(show(connection, "idle_in_transaction_session_timeout")).isEqualTo("0");
            assertThat(show(connection, "idle_session_timeout")).isEqualTo("0");
            assertThat(show(connection, "transaction_timeout"))
                    .isEqualTo(database.server().major() >= 17 ? "0" : "");
            assertThat(show(connection, "client_connection_check_interval")).isEqualTo("5s");
            assertThat(show(connection, "lock_timeout")).isEqualTo("7s");
            assertThat(show(connection, "TimeZone")).isEqualTo("UTC");
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @EveryMajor
    void resetGivesBackTheBeginningAndKeepsTheAdvisoryLock(TestDatabase database) throws SQLException {
        String owner = "owner_" + database.name();
        database.execute("CREATE ROLE " + owner, "CREATE SCHEMA app AUTHORIZATION " + owner);
        Database it = new Database(settings(database)
                .role(owner)
                .settings(Map.of("search_path", "app, public", "work_mem", "5MB"))
                .build());
        try (Connection connection = it.connect()) {
            AdvisoryLock lock = AdvisoryLock.acquire(connection, 42, Duration.ZERO, WaitListener.SILENT);
            Sql.script(connection, "RESET ROLE; SET SESSION AUTHORIZATION " + owner + "; RESET SESSION AUTHORIZATION");
            Sql.script(
                    connection,
                    "SET search_path = pg_temp; SET work_mem = '9MB'; SET lock_timeout = '1s';"
                            + " SET statement_timeout = '9s'; SET application_name = 'x'; SET my.own = 'y'; SET TimeZone = 'Asia/Tokyo'");
            Sql.script(
                    connection,
                    "CREATE TEMP TABLE leftover (); LISTEN news;" + " DECLARE c CURSOR WITH HOLD FOR SELECT 1");

            it.reset(connection);

            assertThat(lock.held()).isTrue();
            assertThat(one(connection, "SELECT current_user")).isEqualTo(owner);
            assertThat(show(connection, "search_path")).isEqualTo("app, public");
            assertThat(show(connection, "work_mem")).isEqualTo("5MB");
            assertThat(show(connection, "lock_timeout")).isEqualTo("0");
            assertThat(show(connection, "statement_timeout")).isEqualTo("0");
            assertThat(show(connection, "application_name")).isEqualTo("belay");
            assertThat(show(connection, "my.own")).isEmpty();
            assertThat(show(connection, "TimeZone")).isEqualTo("UTC");
            assertThat(show(connection, "client_connection_check_interval")).isEqualTo("5s");
            assertThat(one(
                            connection,
                            "SELECT (SELECT count(*) FROM pg_class WHERE relname = 'leftover')"
                                    + " + (SELECT count(*) FROM pg_cursors WHERE name = 'c')"
                                    + " + (SELECT count(*) FROM pg_listening_channels())"))
                    .isEqualTo("0");
        } finally {
            database.execute("DROP OWNED BY " + owner, "DROP ROLE " + owner);
        }
    }

    @Test
    void resetEndsWhateverTransactionThereIs(TestDatabase database) throws SQLException {
        Database it = new Database(settings(database).build());
        try (Connection connection = it.connect()) {
            connection.setAutoCommit(false);
            Sql.script(connection, "CREATE TABLE unfinished ()");
            it.reset(connection);
            assertThat(connection.getAutoCommit()).isTrue();

            Sql.script(connection, "BEGIN; CREATE TABLE unfinished ()");
            it.reset(connection);

            Sql.script(connection, "BEGIN");
            assertThatThrownBy(() -> Sql.script(connection, "SELECT 1/0")).isInstanceOf(SQLException.class);
            it.reset(connection);
            Sql.script(connection, "CREATE TABLE finished ()");
        }
        assertThat(database.tables()).containsExactly("public.finished");
    }

    @EveryMajor
    void aDefaultRoleOfTheUserOutlivesWhateverAScriptDoes(TestDatabase database) throws SQLException {
        String group = "group_" + database.name();
        String user = "user_" + database.name();
        database.execute(
                "CREATE ROLE " + group,
                "CREATE ROLE " + user + " LOGIN SUPERUSER IN ROLE " + group,
                "ALTER ROLE " + user + " SET role = " + group);
        Database it = new Database(settings(database).user(user).build());
        try (Connection connection = it.connect()) {
            String current = "SELECT current_user";
            assertThat(one(connection, current)).isEqualTo(group);
            for (String script : List.of("SET ROLE NONE", "SET SESSION AUTHORIZATION " + group, "SELECT 1")) {
                Sql.script(connection, script);
                it.reset(connection);
                assertThat(one(connection, current)).as("reset after " + script).isEqualTo(group);

                Sql.script(connection, "BEGIN; " + script);
                it.takeBack(connection, "SET LOCAL lock_timeout = 0");
                assertThat(one(connection, current))
                        .as("taken back after " + script)
                        .isEqualTo(group);
                Sql.script(connection, "COMMIT");
                assertThat(one(connection, current))
                        .as("committed after " + script)
                        .isEqualTo(group);
            }
        } finally {
            database.execute("DROP ROLE " + user, "DROP ROLE " + group);
        }
    }

    @EveryMajor
    void resetForgetsThePreparedStatementsOfAScriptInOneRoundTrip(TestDatabase database) throws SQLException {
        Database it = new Database(settings(database)
                .parameters(Map.of("socketFactory", RoundTrips.class.getName()))
                .build());
        try (Connection connection = it.connect()) {
            for (int i = 0; i < 10; i++) {
                // The driver prepares what it is asked often.
                assertThat(echo(connection, i)).isEqualTo(i);
            }
            Sql.script(connection, "PREPARE x AS SELECT 1; PREPARE \"A \"\" b\" AS SELECT 2");

            it.reset(connection);

            assertThat(one(connection, "SELECT count(*) FROM pg_prepared_statements WHERE from_sql"))
                    .isEqualTo("0");
            assertThat(one(connection, "SELECT count(*) FROM pg_prepared_statements WHERE NOT from_sql"))
                    .isNotEqualTo("0");
            assertThat(echo(connection, 11)).isEqualTo(11);
            int before = RoundTrips.counted();
            it.reset(connection);
            assertThat(RoundTrips.counted() - before).isEqualTo(1);
        }
    }

    @Test
    void setsPrismasSchemaAsTheSearchPathAndTheOptionsOfTheUrl(TestDatabase database) throws SQLException {
        String url = database.url() + "?schema=My%20App&options=-c%20work_mem%3D6MB";
        ConnectionSettings settings =
                ConnectionUrl.parse(url).settings(new Surroundings(Map.of(), Path.of("/nonexistent")));

        try (Connection connection = new Database(settings).connect()) {
            assertThat(show(connection, "search_path")).isEqualTo("\"My App\"");
            assertThat(show(connection, "work_mem")).isEqualTo("6MB");
        }
    }

    @Test
    void asksThePasswordCommandAtEachConnect(TestDatabase database, @org.junit.jupiter.api.io.TempDir Path folder)
            throws Exception {
        Path log = folder.resolve("log");
        Database it = new Database(settings(database)
                .passwordCommand(List.of("sh", "-c", "echo asked >> " + log + "; echo secret"))
                .build());

        it.connect().close();
        it.connect().close();

        assertThat(log).hasContent("asked\nasked\n");
    }

    @Test
    void poolsPreparedSessionsUpToItsSize(TestDatabase database) throws SQLException {
        try (Database it = new Database(settings(database)
                .poolSize(2)
                .poolTimeout(Duration.ofMillis(300))
                .settings(Map.of("work_mem", "5MB"))
                .build())) {
            DataSource pool = it.pool();
            try (Connection one = pool.getConnection();
                    Connection two = pool.getConnection()) {
                assertThat(show(one, "work_mem")).isEqualTo("5MB");
                assertThat(show(two, "application_name")).isEqualTo("belay");
                assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);
            }
            assertThat(it.pool()).isSameAs(pool);
        }
    }

    @Test
    void diagnosesAPoolThatCannotConnectAtOnce(TestDatabase database) {
        try (Database it = new Database(settings(database)
                .database("no_such")
                .poolTimeout(Duration.ofMinutes(5))
                .build())) {
            assertThatThrownBy(it::pool)
                    .isInstanceOfSatisfying(
                            BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONNECTION))
                    .hasMessageContaining("the database \"no_such\" does not exist");
        }
    }

    @Test
    void sayWhichRoleOrSettingTheServerRefused(TestDatabase database) {
        assertThatThrownBy(() -> new Database(settings(database).role("no_such").build()).connect())
                .hasMessage("the role \"no_such\" to work as does not exist");
        assertThatThrownBy(() -> new Database(settings(database)
                                .settings(Map.of("wrk_mem", "1"))
                                .build())
                        .connect())
                .hasMessageContaining("unrecognized configuration parameter \"wrk_mem\" (SQLSTATE 42704)");
    }

    @Test
    void connectsThroughAUnixSocket(TestDatabase database) throws SQLException {
        String folder = database.query("SHOW unix_socket_directories")
                .get(0)
                .split(",", -1)[0]
                .strip();
        ConnectionSettings settings =
                settings(database).address(folder, database.server().port()).build();

        try (Connection connection = new Database(settings).connect()) {
            assertThat(one(connection, "SELECT inet_client_addr() IS NULL")).isEqualTo("t");
            Sql.script(connection, "CREATE TABLE big (t text)");
            var copy = connection.unwrap(org.postgresql.PGConnection.class).getCopyAPI();
            var in = copy.copyIn("COPY big FROM STDIN");
            byte[] line = ("x".repeat(10_000) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
            for (int i = 0; i < 500; i++) {
                in.writeToCopy(line, 0, line.length);
            }
            assertThat(in.endCopy()).isEqualTo(500);
            assertThat(one(connection, "SELECT string_agg(t, '') FROM big")).hasSize(5_000_000);
        }
    }
}
