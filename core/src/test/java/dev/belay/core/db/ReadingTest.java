package dev.belay.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.HostileOperators;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Our own queries against users who lay operators and policies in their way. */
@ServerTest
final class ReadingTest {
    private static ConnectionSettings.Builder settings(TestDatabase database) {
        return settings(database.url());
    }

    private static ConnectionSettings.Builder settings(String url) {
        return ConnectionUrl.parse(url).settings(new Surroundings(Map.of(), Path.of("/nonexistent"))).toBuilder();
    }

    private static List<String> list(Connection connection, String query, Object... arguments) throws SQLException {
        return Sql.list(connection, query, row -> row.getString(1), arguments);
    }

    private static void lines(TestDatabase database) {
        database.execute(
                "CREATE TABLE public.lines (history text, version varchar(50))",
                "INSERT INTO public.lines VALUES ('public.changelog', '1')");
    }

    @EveryMajor
    void aParameterTakesTheTypeOfItsColumnAndNoOperatorOfAUser(TestDatabase database) throws SQLException {
        lines(database);
        HostileOperators.lieInWait(database);

        try (Connection connection =
                new Database(settings(database.url() + "?stringtype=varchar").build()).connect()) {
            assertThat(list(connection, "SELECT version FROM public.lines WHERE history = ?", "public.changelog"))
                    .containsExactly("1");
            assertThat(list(
                            connection,
                            "SELECT datname FROM pg_catalog.pg_database WHERE datname = ?",
                            database.name()))
                    .containsExactly(database.name());
            assertThat(list(connection, "SELECT relname FROM pg_catalog.pg_class WHERE relname = ?", "lines"))
                    .containsExactly("lines");
        }
    }

    @EveryMajor
    void readingFindsNothingOfAUserWhateverTheSearchPathOfTheRole(TestDatabase database) throws SQLException {
        lines(database);
        HostileOperators.lieInWait(database);
        String path = "public, pg_catalog";
        database.execute("ALTER DATABASE " + database.name() + " SET search_path = " + path);
        ConnectionSettings hostile = settings(database.url() + "?schema=public")
                .settings(Map.of("SEARCH_PATH", path, "Row_Security", "on", "work_mem", "5MB"))
                .build();

        try (Database reading = new Database(hostile).forReading();
                Connection connection = reading.connect();
                Connection pooled = reading.pool().getConnection()) {
            for (Connection one : List.of(connection, pooled)) {
                assertThat(list(one, "SHOW search_path")).containsExactly("pg_catalog, pg_temp");
                assertThat(list(one, "SHOW row_security")).containsExactly("off");
                assertThat(list(one, "SHOW jit")).containsExactly("off");
                assertThat(list(one, "SHOW work_mem")).containsExactly("5MB");
                assertThat(list(one, "SELECT history FROM public.lines WHERE version = ?", "1"))
                        .containsExactly("public.changelog");
            }
            reading.reset(connection);
            assertThat(list(connection, "SHOW search_path")).containsExactly("pg_catalog, pg_temp");
        }
    }

    @Test
    void readingIsRefusedWhereAPolicyWouldHideRows(TestDatabase database) throws SQLException {
        String reader = "reader_" + database.name();
        lines(database);
        database.execute(
                "CREATE ROLE " + reader,
                "GRANT SELECT ON public.lines TO " + reader,
                "ALTER TABLE public.lines ENABLE ROW LEVEL SECURITY");
        Database it = new Database(settings(database).role(reader).build());
        String query = "SELECT version FROM public.lines";

        try (Connection plain = it.connect();
                Connection reading = it.forReading().connect()) {
            assertThat(list(plain, query)).isEmpty();
            assertThatThrownBy(() -> list(reading, query))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"))
                    .hasMessageContaining("row-level security policy for table \"lines\"");
        } finally {
            database.execute("DROP OWNED BY " + reader, "DROP ROLE " + reader);
        }
    }

    @EveryMajor
    void theRunLockCallsNoOperatorOfAUser(TestDatabase database) throws SQLException {
        HostileOperators.lieInWait(database);
        Database it = new Database(settings(database).build());

        try (Connection one = it.connect();
                Connection other = it.connect();
                AdvisoryLock lock = AdvisoryLock.acquire(one, 7, Duration.ZERO, WaitListener.SILENT)) {
            assertThat(lock.held()).isTrue();
            assertThat(AdvisoryLock.holder(other, 7)).isPresent();
        }
    }
}
