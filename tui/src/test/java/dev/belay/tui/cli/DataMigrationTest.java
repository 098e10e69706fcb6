package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.tui.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data migrations in Java beside the SQL ones. */
@ServerTest
final class DataMigrationTest {
    @TempDir
    private Path folder;

    private static final String AUTHOR = """
        CREATE TABLE author (id serial PRIMARY KEY, name text, shout text);
        INSERT INTO author SELECT i, 'a' || i FROM generate_series(1, 2500) i;
        """;

    private Desk desk(TestDatabase database, String program) {
        return Desk.plain(folder, database)
                .migration("001_author", AUTHOR, "DROP TABLE author")
                .file("002_shout.jsh", program);
    }

    @Test
    void aProgramRunsInOneTransactionWithItsHistoryRow(TestDatabase database) {
        Desk desk = desk(database, """
            // Fills what the application will write itself from now on.
            for (Row author : rows("SELECT id, name FROM author WHERE id < ?", 3)) {
                execute("UPDATE author SET shout = ? WHERE id = ?", author.text("name").toUpperCase(), author.value("id"));
            }
            log(rows("SELECT FROM author WHERE shout IS NOT NULL").size() + " shout");
            """);

        Desk.Seen seen = desk.run("up");

        assertThat(seen.err()).contains("log: 2 shout");
        assertThat(seen.exit()).isZero();
        assertThat(database.query("SELECT shout FROM author WHERE shout IS NOT NULL ORDER BY id"))
                .containsExactly("A1", "A2");
        assertThat(desk.run("status").out()).contains("002_shout").contains("applied");
        assertThat(desk.run("up").exit()).isZero();
    }

    @Test
    void anExceptionLeavesNothingAndNamesItsLine(TestDatabase database) {
        Desk desk = desk(database, """
            execute("UPDATE author SET shout = 'x'");
            if (rows("SELECT FROM author").size() > 1000) {
                throw new IllegalStateException("too many");
            }
            """);

        Desk.Seen seen = desk.run("up");

        assertThat(seen.err()).contains("002_shout.jsh:3: IllegalStateException: too many");
        assertThat(seen.exit()).isEqualTo(5);
        assertThat(database.query("SELECT count(shout) FROM author")).containsExactly("0");
        assertThat(desk.run("status").out()).contains("failed");
    }

    @Test
    void whatTheServerRefusesIsToldWithFileAndLine(TestDatabase database) {
        Desk desk = desk(database, "log(1);\n\nexecute(\"UPDATE author SET nothing = 1\");\n");

        Desk.Seen seen = desk.run("up");

        assertThat(seen.err())
                .contains("002_shout.jsh:3: column \"nothing\" of relation \"author\" does not exist (SQLSTATE 42703)");
        assertThat(seen.exit()).isEqualTo(5);
        assertThat(desk.run("history").out()).contains("(SQLSTATE 42703)\n").doesNotContain("(SQLSTATE 42703) (");
    }

    @Test
    void nothingRunsWhenAnyProgramDoesNotCompile(TestDatabase database) {
        Desk desk = desk(database, "log(1);\nint n = \"s\";\n");

        for (String verb : new String[] {"plan", "up"}) {
            Desk.Seen seen = desk.run(verb);
            assertThat(seen.err()).contains("002_shout.jsh:2:9: incompatible types: String cannot be converted to int");
            assertThat(seen.exit()).isEqualTo(2);
        }
        Desk.Seen validated = desk.file("002_shout.jsh", "void up() {}\nvoid down() {}\nint n = \"s\";\n")
                .run("validate");
        assertThat(validated.out()).isEqualTo("""
            ✗ 002_shout.jsh:3:9: incompatible types: String cannot be converted to int
                int n = "s";
                        ^
              nothing runs before it compiles
            1 finding in 2 migrations
            """);
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void batchesCommitOneByOneAndGoOnWhereTheyStopped(TestDatabase database) {
        String program = """
            batch("author", "id", 1000, authors -> {
                if (authors.get(0).number("id") > 2000 && %s) {
                    throw new java.io.IOException("the network");
                }
                execute("UPDATE author SET shout = coalesce(shout, '') || upper(name) WHERE id = ANY (?)", authors.keys());
            });
            """;
        Desk desk = desk(database, program.formatted(true));

        Desk.Seen rehearsed = desk.run("rehearse");
        Desk.Seen first = desk.run("up", "--progress=json");
        String status = desk.run("status").out();
        String plan =
                desk.file("002_shout.jsh", program.formatted(false)).run("plan").out();
        Desk.Seen second = desk.run("up");

        assertThat(rehearsed.err())
                .contains("002_shout.jsh:3: IOException: the network")
                .doesNotContain("stays");
        assertThat(first.err())
                .contains("002_shout.jsh:3: IOException: the network")
                .contains("what \\\"002_shout\\\" has committed stays (2000 rows): the same command goes on after it")
                .contains("\"event\":\"rows_done\"");
        assertThat(first.exit()).isEqualTo(5);
        assertThat(status).contains("going up, 2000 rows done");
        assertThat(plan).contains("program, each batch committed on its own; goes on after 2000 rows");
        assertThat(second.out()).contains("resumed");
        assertThat(database.query("SELECT count(*) FROM author WHERE shout = upper(name)"))
                .containsExactly("2500");
    }

    @Test
    void aProgramThatBrokeBeforeItsFirstBatchMayBecomeOneOfAnotherKind(TestDatabase database) {
        Desk desk = desk(database, "batch(\"author\", \"nothing\", 10, authors -> {});");

        assertThat(desk.run("up").exit()).isEqualTo(5);
        Desk.Seen other = desk.file("002_shout.jsh", "execute(\"UPDATE author SET shout = 'all at once'\");")
                .run("up");

        assertThat(other.exit()).as(other.err()).isZero();
        assertThat(database.query("SELECT count(*) FROM author WHERE shout = 'all at once'"))
                .containsExactly("2500");
    }

    @Test
    void outsideOfBatchesItOnlyReadsAndOnceIsOnce(TestDatabase database) {
        Desk desk = desk(database, """
            once("begin", () -> execute("INSERT INTO author VALUES (0, 'zero')"));
            batch("SELECT id FROM author WHERE id < 2", "id", 1, one -> {});
            execute("DELETE FROM author");
            """);

        assertThat(desk.run("up").err())
                .contains(
                        "002_shout.jsh:3: cannot execute DELETE in a read-only transaction",
                        "only reads outside of them");
        desk.file("002_shout.jsh", """
            once("begin", () -> execute("INSERT INTO author VALUES (0, 'zero')"));
            batch("SELECT id FROM author WHERE id < 2", "id", 1, one -> {});
            once("end", () -> execute("DELETE FROM author WHERE id = 1"));
            """);

        assertThat(desk.run("up").exit()).isZero();
        assertThat(database.query("SELECT count(*) FROM author")).containsExactly("2500");
    }

    @Test
    void downRunsItsOwnMethodAndAChangedFileIsSeen(TestDatabase database) {
        String program = """
            String word = variable("word");

            void up() throws SQLException {
                execute("UPDATE author SET shout = ?", word);
            }

            void down() throws SQLException {
                execute("UPDATE author SET shout = NULL");
            }
            """;
        Desk desk = desk(database, program).file("belay.yaml", """
            convention: plain
            environments:
              dev: {url: "${DATABASE_URL}", variables: {word: hey}}
            default_environment: dev
            """);
        assertThat(desk.run("up").exit()).isZero();
        assertThat(database.query("SELECT DISTINCT shout FROM author")).containsExactly("hey");

        desk.file("002_shout.jsh", program + "// more\n");
        assertThat(desk.run("up").err()).contains("was changed after it was applied");
        desk.file("002_shout.jsh", program);

        assertThat(desk.run("down", "--yes").err()).doesNotContain("hint");
        assertThat(database.query("SELECT count(shout) FROM author")).containsExactly("0");
    }

    @Test
    void theTransactionBelongsToTheRun(TestDatabase database) {
        assertThat(desk(database, "connection().commit();").run("up").err())
                .contains("002_shout.jsh:1: commit() belongs to the run")
                .doesNotContain("hint");
        assertThat(desk(database, "execute(\"CREATE INDEX CONCURRENTLY ON author (name)\");")
                        .run("up")
                        .err())
                .endsWith("hint: it cannot run in a transaction, and programs have one: put it into a migration in"
                        + " SQL\n");
        assertThat(desk(database, "print(sql(\"SELECT 1\"));").run("up").err())
                .contains(
                        "002_shout.jsh:1:7: there is no method sql(String); a data migration has execute, rows, batch,"
                                + " once, variable and log\n");
        assertThat(desk(database, "execute(\"COMMIT\");").run("up").err())
                .contains("002_shout.jsh:1: \"COMMIT\" has no place in a data migration");
        assertThat(desk(database, """
            try {
                execute("SELECT 1/0");
            } catch (SQLException e) {
            }
            """).run("up").err())
                .contains("the program went on after the server had refused a statement");
    }

    @Test
    void aLockTimeoutInABatchIsTriedAgain(TestDatabase database) {
        Desk.Seen seen = desk(database, """
            int tries = 0;
            batch("author", "id", 2000, authors -> {
                execute("UPDATE author SET shout = coalesce(shout, '') || '!' WHERE id = ANY (?)", authors.keys());
                if (tries++ == 1) {
                    throw new SQLException("somebody has it", "55P03");
                }
            });
            """).run("up");

        assertThat(seen.err()).contains("retry 1 of");
        assertThat(seen.exit()).isZero();
        assertThat(database.query("SELECT DISTINCT shout FROM author")).containsExactly("!");
    }

    @Test
    void aKeyMayHaveSeveralColumnsAndAnyCharacters(TestDatabase database) {
        Desk.Seen seen = desk(database, """
            String words = "SELECT * FROM (VALUES (1, chr(31) || 'x'), (1, 'b\\\\u'), (1, 'it''s ?'), (2, '')) v (n, word)";
            var seen = new ArrayList<String>();
            batch(words, "n, word", 1, rows -> seen.add(rows.get(0).text("word")));
            log(new TreeSet<>(seen).toString().replace((char) 31, '_'));
            batch("SELECT NULL::int AS id", "id", rows -> {});
            """).run("up");

        assertThat(seen.err())
                .contains("log: [, _x, b\\u, it's ?]")
                .contains("002_shout.jsh:5: IllegalArgumentException: a row of SELECT NULL::int AS id by id has NULL");
        assertThat(desk(database, "batch(\"SELECT 1 AS id FROM author\", \"id\", 1, rows -> {});")
                        .file("002_shout.jsh", "batch(\"SELECT 1 AS id FROM author\", \"id\", 1, rows -> {});")
                        .run("up")
                        .err())
                .contains("was begun as another one");
        desk(database, "").run("resolve", "--rolled-back", "002_shout", "--reason", "test", "--yes");
        assertThat(desk(database, "batch(\"SELECT 1 AS id FROM author\", \"id\", 1, rows -> {});")
                        .run("up")
                        .err())
                .contains("have the key 1: a key that is not unique would lose rows");
    }

    @Test
    void aSignalStopsItWithItsOwnExitCodeAndTheNextRunGoesOn(TestDatabase database) {
        String program = """
            batch("author", "id", 1000, authors -> {
                execute("UPDATE author SET shout = upper(name) WHERE id = ANY (?)", authors.keys());
                if (authors.get(0).number("id") > 1) {
                    rows("SELECT pg_sleep(%d)::text");
                }
            });
            """;
        Desk desk = desk(database, program.formatted(60));

        CompletableFuture<Desk.Seen> run = CompletableFuture.supplyAsync(() -> desk.run("up"));
        while (database.query("SELECT FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND datname ="
                        + " current_database()")
                .isEmpty()) {
            assertThat(run.isDone()).isFalse();
            Thread.onSpinWait();
        }
        desk.signals.get("INT").run();

        assertThat(run.join().exit()).isEqualTo(130);
        assertThat(desk.run("status").out()).contains("1000 rows done");
        assertThat(desk.file("002_shout.jsh", program.formatted(0)).run("up").exit())
                .isZero();
        assertThat(database.query("SELECT count(shout) FROM author")).containsExactly("2500");
    }

    @Test
    void theExampleOfTheDocumentationRunsEveryWay(TestDatabase database, TestDatabase other) throws IOException {
        Path root = Path.of(System.getProperty("belay.root"));
        String file = "migrations/20250104_100001_backfill_preferences.jsh";
        Desk desk = new Desk(folder).with("DATABASE_URL", database.url());
        for (String name : List.of("belay.yaml", "migrations/20250103_090000_create_account.sql", file)) {
            desk.file(
                    name,
                    Files.readString(root.resolve("examples/data-migration").resolve(name)));
        }
        assertThat(desk.run("up", "20250103_090000").exit()).isZero();
        database.query(
                "INSERT INTO account SELECT i, 'language=de; newsletter=' || CASE WHEN i > 600 THEN 'yes' ELSE 'no' END"
                        + " FROM generate_series(1, 1200) i RETURNING id");

        Desk.Seen rehearsed = desk.run("rehearse", "--data=full");
        Desk.Seen up = desk.run("up");
        List<String> found =
                database.query("SELECT language, newsletter, count(*) FROM preference GROUP BY 1, 2 ORDER BY 2");
        Desk.Seen down = desk.run("down", "--yes");
        Desk.Seen drift = desk.run("drift", "--against=migrations");
        Desk.Seen adopt = new Desk(folder).with("DATABASE_URL", other.url()).run("adopt");

        assertThat(drift.exit()).as(drift.out() + drift.err()).isZero();
        assertThat(adopt.out())
                .as(adopt.err())
                .contains("20250104_100001", "changes nothing that can be seen in the schema");
        assertThat(rehearsed.exit()).as(rehearsed.out() + rehearsed.err()).isZero();
        assertThat(up.err()).contains("log: 1200 accounts have preferences");
        assertThat(found).hasSize(2);
        assertThat(down.exit()).isZero();
        assertThat(database.query("SELECT FROM preference")).isEmpty();
        assertThat(desk.run("history").out()).contains("batch done");
        assertThat(Files.readString(root.resolve("docs/data-migrations.md")))
                .contains(Files.readString(folder.resolve(file)));
    }

    @Test
    void statusLoadsNoCompilerForWhatIsPending(TestDatabase database) throws Exception {
        desk(database, "log(1);");
        Path classes = folder.resolve("classes.txt");
        ProcessBuilder status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xlog:class+load:file=" + classes,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "status")
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        status.environment().put("DATABASE_URL", database.url());

        assertThat(status.start().waitFor()).isZero();

        List<String> loaded = Files.readAllLines(classes);
        assertThat(loaded).anyMatch(line -> line.contains("dev.belay.tui.report.StatusReport "));
        assertThat(loaded)
                .noneMatch(line -> line.contains("jdk.jshell.")
                        || line.contains("com.sun.tools.javac.")
                        || line.contains("dev.belay.tui.shell.ScriptCompiler"));
    }
}
