package dev.belay.tui.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.tui.Main;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tables and programs of other people look like: their keys, their columns, their exceptions. */
@ServerTest
final class DataMigrationRowsTest {
    @TempDir
    private Path folder;

    private Desk desk(TestDatabase database, String tables, String program) {
        return Desk.plain(folder, database)
                .migration("001_tables", tables, "SELECT 1")
                .file("002_fill.jsh", program);
    }

    @Test
    void columnsThatCountByThemselvesAndBytesAreArrays(TestDatabase database) {
        Desk.Seen seen = desk(database, """
                        CREATE TABLE item (id bigserial PRIMARY KEY, code bytea, more int GENERATED ALWAYS AS IDENTITY);
                        INSERT INTO item (code) VALUES ('\\x00ff'), (NULL), ('\\x01');
                        CREATE TABLE done (id bigint, code bytea, more int);
                        """, """
                        batch("item", "id", 2, rows -> execute(
                                "INSERT INTO done SELECT * FROM unnest(?, ?, ?)",
                                rows.keys(), rows.values("code"), rows.values("more")));
                        """).run("up");

        assertThat(seen.err()).doesNotContain("hint");
        assertThat(database.query("SELECT count(*) FROM (SELECT * FROM done INTERSECT ALL SELECT * FROM item) same"))
                .containsExactly("3");
    }

    @Test
    void aRowWithNullInItsKeyIsNotPassedOver(TestDatabase database) {
        String tables = """
                CREATE TABLE one (id int UNIQUE);
                INSERT INTO one SELECT generate_series(1, 10) UNION ALL SELECT NULL;
                CREATE TABLE two (a int NOT NULL, b int);
                INSERT INTO two VALUES (1, 1), (1, 2), (1, NULL), (2, 1);
                """;

        assertThat(desk(database, tables, "batch(\"one\", \"id\", 5, rows -> {});")
                        .run("up")
                        .err())
                .contains("002_fill.jsh:1: IllegalArgumentException: a row of one by id has NULL in its key");
        assertThat(desk(database, tables, "")
                        .run("resolve", "--rolled-back", "002_fill", "--reason", "test", "--yes")
                        .exit())
                .isZero();
        assertThat(desk(database, tables, "batch(\"SELECT * FROM two\", \"a, b\", 1, rows -> {});")
                        .run("up")
                        .err())
                .contains("a row of SELECT * FROM two by a, b has NULL in its key");
    }

    @Test
    void aKeyIsColumnsAndNothingElse(TestDatabase database) {
        Desk.Seen seen = desk(
                        database,
                        "CREATE TABLE \"Item\" (\"a,b\" int, straße int); INSERT INTO \"Item\" VALUES (1, 1);",
                        """
                        batch("\\"Item\\"", "\\"a,b\\", straße", rows -> log(rows.size() + " there"));
                        batch("\\"Item\\"", "straße DESC", rows -> {});
                        """)
                .run("up");

        assertThat(seen.err())
                .contains("log: 1 there")
                .contains("002_fill.jsh:2: IllegalArgumentException: the key \"straße DESC\"");
    }

    @Test
    void aDeadlockInAnExceptionOfTheProgramIsTriedAgain(TestDatabase database) {
        String program = """
                void work() {
                    try {
                        execute("INSERT INTO item VALUES (?)", null);
                        if (rows("SELECT nextval('tries') AS n").get(0).number("n") % 2 == 1) {
                            throw new SQLException("deadlock", "40P01");
                        }
                    } catch (SQLException e) {
                        throw new IllegalStateException("it failed", e);
                    }
                }
                """;
        Desk desk = desk(database, "CREATE TABLE item (id int); CREATE SEQUENCE tries;", program + "work();")
                .file("003_more.jsh", "\uFEFF" + program + "once(\"x\", () -> work());\n");

        Desk.Seen seen = desk.run("up");

        assertThat(seen.err().split("retry 1 of", -1)).hasSize(3);
        assertThat(seen.exit()).isZero();
        assertThat(database.query("SELECT count(*) FROM item")).containsExactly("2");
    }

    @Test
    void batchesAreSeenInClassesOfAnyName(TestDatabase database) {
        Desk desk = desk(database, "CREATE TABLE item (id int);", """
                class Größe {
                    void fill() throws SQLException {
                        once("fill", () -> execute("INSERT INTO item VALUES (1)"));
                    }
                }

                new Größe().fill();
                """);

        assertThat(desk.run("plan").out()).contains("each batch committed on its own");
        assertThat(desk.run("up").exit()).isZero();
    }

    @Test
    void aJavaWithoutTheCompilerIsNamed(TestDatabase database) throws Exception {
        desk(database, "SELECT 1;", "log(1);");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--limit-modules=java.se,jdk.unsupported",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "validate")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("DATABASE_URL", database.url());
        Process process = builder.start();

        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(said).contains("this Java has no JShell").doesNotContain("internal error");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void aProgramThatSleepsIsWokenBySignals(TestDatabase database) throws Exception {
        Desk desk = desk(database, "CREATE TABLE item (id int);", """
                execute("INSERT INTO item VALUES (1)");
                log("asleep");
                Thread.sleep(3_600_000);
                """);
        CompletableFuture<Desk.Seen> run = CompletableFuture.supplyAsync(() -> desk.run("up"));
        while (database.query(
                        "SELECT FROM pg_stat_activity WHERE query LIKE 'INSERT INTO item%' AND state = 'idle in transaction'"
                                + " AND datname = current_database()")
                .isEmpty()) {
            assertThat(run.isDone()).isFalse();
            Thread.sleep(20);
        }
        desk.signals.get("INT").run();

        assertThat(run.get(5, TimeUnit.MINUTES).exit()).isEqualTo(130);
        assertThat(database.query("SELECT FROM item")).isEmpty();
    }
}
