package dev.belay.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What migrations do, on a server that was not started here: another build of PostgreSQL, reached over a network. */
@Tag("docker")
final class ContainerServerTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        ContainerServer.obstacle().ifPresent(ContainerServerTest::skip);
        server = ContainerServer.start();
    }

    private static void skip(String reason) {
        if ("required".equals(System.getenv("BELAY_TEST_DOCKER"))) {
            fail(reason);
        }
        abort(reason);
    }

    @Test
    void aTransactionalMigrationIsThereOrIsNot() {
        try (TestDatabase database = server.createDatabase()) {
            database.execute("BEGIN", "CREATE TYPE mood AS ENUM ('ok')", "CREATE TABLE one (m mood)", "ROLLBACK");
            assertThat(database.tables()).isEmpty();

            database.execute("BEGIN", "CREATE TYPE mood AS ENUM ('ok')", "CREATE TABLE one (m mood)", "COMMIT");
            assertThat(database.tables()).containsExactly("public.one");
        }
    }

    @Test
    void indexesAreBuiltConcurrently() {
        try (TestDatabase database = server.createDatabase()) {
            database.execute(
                    "CREATE TABLE one AS SELECT generate_series(1, 1000) AS n",
                    "CREATE INDEX CONCURRENTLY one_n ON one (n)");

            assertThat(database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'one_n'::regclass"))
                    .containsExactly("t");
        }
    }

    @Test
    void functionsTriggersAndBlocksOfCodeWork() {
        try (TestDatabase database = server.createDatabase()) {
            database.execute("""
                    CREATE TABLE one (n int, changed int DEFAULT 0);
                    CREATE FUNCTION count_up() RETURNS trigger LANGUAGE plpgsql AS
                    $$BEGIN NEW.changed := OLD.changed + 1; RETURN NEW; END$$;
                    CREATE TRIGGER counted BEFORE UPDATE ON one FOR EACH ROW EXECUTE FUNCTION count_up();
                    DO $$BEGIN FOR i IN 1..3 LOOP INSERT INTO one VALUES (i); END LOOP; END$$;
                    UPDATE one SET n = n * 10;
                    """);

            assertThat(database.query("SELECT n, changed FROM one ORDER BY n")).containsExactly("10|1", "20|1", "30|1");
        }
    }

    @Test
    void aSessionLockKeepsTheSecondRunnerOut() throws Exception {
        try (TestDatabase database = server.createDatabase();
                var first = database.connect();
                var statement = first.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(1)");

            assertThat(database.query("SELECT pg_try_advisory_lock(1)")).containsExactly("f");
            statement.execute("SELECT pg_advisory_unlock(1)");
            assertThat(database.query("SELECT pg_try_advisory_lock(1)")).containsExactly("t");
        }
    }

    @Test
    void theUrlOfADatabaseCanBeUsedAsItIs() {
        try (TestDatabase database = server.createDatabase()) {
            assertThat(ServerAddress.of(database.url()))
                    .isEqualTo(new ServerAddress(server.host(), server.port(), database.user(), database.password()));
        }
    }
}
