package dev.belay.core.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.LockPolicy;
import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class ConcurrentBuildTest {
    @TempDir
    Path folder;

    private Project project(TestDatabase database) {
        database.execute("CREATE TABLE author (id int, name text)", "INSERT INTO author VALUES (1, 'a'), (2, 'b')");
        return new Project(folder, database).with("add_1", "CREATE INDEX CONCURRENTLY author_id ON author (id);");
    }

    /** Holds a snapshot that a concurrent build has to wait for. */
    private static Connection reader(TestDatabase database) throws SQLException {
        Connection connection = database.connect();
        try (var statement = connection.createStatement()) {
            statement.execute("SET application_name = 'the reader'");
            statement.execute("BEGIN ISOLATION LEVEL REPEATABLE READ");
            statement.execute("SELECT count(*) FROM pg_class");
        }
        return connection;
    }

    private static CompletableFuture<RunResult> start(Project project) {
        return CompletableFuture.supplyAsync(project::up);
    }

    private static RunResult end(CompletableFuture<RunResult> run) {
        return run.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @EveryMajor
    void waitsForAReaderAndSaysWhoItIsAndASecondRunnerIsNotInItsWay(TestDatabase database) throws Exception {
        Project first = project(database);
        Project second = new Project(folder, database);
        try (Connection reader = reader(database)) {
            CompletableFuture<RunResult> building = start(first);
            Pause.until(
                    "the build is blocked",
                    () -> !first.heard(RunEvent.Blocked.class).isEmpty());
            CompletableFuture<RunResult> waiting = start(second);
            Pause.until(
                    "the second waits",
                    () -> second.heard(RunEvent.LockAwaited.class).size() > 3);

            assertThat(first.heard(RunEvent.Blocked.class).get(0).tree())
                    .singleElement()
                    .asString()
                    .startsWith("pid " + pid(reader) + ", user \"postgres\", application \"the reader\"")
                    .contains("idle in transaction");
            assertThat(second.heard(RunEvent.LockAwaited.class).get(0).holder())
                    .contains("pid " + builder(database), "active");
            assertThat(building).isNotDone();
            assertThat(waiting).isNotDone();

            reader.createStatement().execute("COMMIT");
            assertThat(Project.outcomes(end(building))).containsExactly("add_1 APPLIED");
            assertThat(end(waiting).steps()).isEmpty();
        }
        assertThat(database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'author_id'::regclass"))
                .containsExactly("t");
    }

    @Test
    void aRunnerWithoutPatienceNamesTheHolder(TestDatabase database) throws Exception {
        Project first = project(database);
        Project second = new Project(folder, database);
        second.policy = Project.impatient();
        try (Connection reader = reader(database)) {
            CompletableFuture<RunResult> building = start(first);
            Pause.until(
                    "it builds",
                    () -> !first.heard(RunEvent.StatementStarted.class).isEmpty());

            BelayException refused = catchThrowableOfType(BelayException.class, second::up);

            assertThat(refused.kind()).isEqualTo(Kind.LOCKED);
            assertThat(refused).hasMessageContaining("pid " + builder(database));
            assertThat(refused.hint()).contains("pg_terminate_backend(" + builder(database) + ")");
            reader.createStatement().execute("COMMIT");
            assertThat(end(building).ok()).isTrue();
        }
    }

    @Test
    void noLockTimeoutEverReachesIt(TestDatabase database) throws Exception {
        Project project = project(database).write("add_1.sql", """
                SET lock_timeout = '50ms';
                CREATE INDEX CONCURRENTLY author_id ON author (id);
                DROP INDEX CONCURRENTLY author_id;
                """);
        database.execute("ALTER DATABASE " + database.name() + " SET lock_timeout = '50ms'");
        project.policy = new LockPolicy(Duration.ofSeconds(5), List.of(Duration.ofMillis(50)), 0);
        try (Connection reader = reader(database)) {
            CompletableFuture<RunResult> building = start(project);
            Pause.until("it waits", () -> !project.heard(RunEvent.Blocked.class).isEmpty());
            reader.createStatement().execute("COMMIT");

            assertThat(end(building).failure()).isEmpty();
        }
    }

    @Test
    void anIndexThatComesOutInvalidIsAFailure(TestDatabase database) {
        Project project = project(database);
        database.execute("INSERT INTO author VALUES (1, 'twice')");
        project.write("add_1.sql", "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS author_id ON author (id);");
        assertThat(project.up().failure().orElseThrow().error().orElseThrow().state())
                .isEqualTo("23505");

        // The next one would be satisfied with the invalid index that is there.
        RunResult second = project.up();
        assertThat(second.failure().orElseThrow().error().orElseThrow().state()).isEqualTo("23505");

        database.execute("DELETE FROM author WHERE name = 'twice'");
        assertThat(Project.outcomes(project.up())).containsExactly("add_1 RESUMED");
        assertThat(database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'author_id'::regclass"))
                .containsExactly("t");
    }

    @EveryMajor
    void reindexesWhateverThereIsToReindexAndClearsWhatWasLeft(TestDatabase database) {
        Project project = project(database).write("add_1.sql", """
                CREATE INDEX CONCURRENTLY author_name ON author (name);
                REINDEX INDEX CONCURRENTLY author_name;
                REINDEX TABLE CONCURRENTLY public.author;
                REINDEX SCHEMA CONCURRENTLY public;
                """);
        database.execute("INSERT INTO author VALUES (1, 'a')");
        for (String name : List.of("left_ccnew", "left_ccold1")) {
            assertThat(catchThrowable(
                            () -> database.execute("CREATE UNIQUE INDEX CONCURRENTLY " + name + " ON author (id)")))
                    .hasRootCauseInstanceOf(SQLException.class);
        }

        RunResult result = project.up();

        assertThat(result.failure()).isEmpty();
        assertThat(project.heard(RunEvent.Warned.class)).hasSize(2);
        assertThat(database.query("SELECT indexrelid::regclass, indisvalid FROM pg_index"
                        + " WHERE indrelid = 'author'::regclass"))
                .containsExactly("author_name|t");
    }

    private static int pid(Connection connection) throws SQLException {
        return connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
    }

    private static String builder(TestDatabase database) {
        return database.query("SELECT pid FROM pg_stat_progress_create_index").get(0);
    }
}
