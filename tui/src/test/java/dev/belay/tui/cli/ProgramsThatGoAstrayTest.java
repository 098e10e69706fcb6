package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts and data migrations do that would mislead whoever started them. */
@ServerTest
final class ProgramsThatGoAstrayTest {
    @TempDir
    private Path folder;

    private Desk migration(TestDatabase database, String program) {
        return Desk.plain(folder, database)
                .migration("001_item", """
                        CREATE TABLE item (id int PRIMARY KEY, tags int[], done int);
                        INSERT INTO item VALUES (1, '{1,2}'), (2, NULL), (3, '{}');
                        """, "DROP TABLE item")
                .file("002_fill.jsh", program);
    }

    private Desk.Seen script(TestDatabase database, String text, String... options) {
        String[] words = new String[options.length + 2];
        words[0] = "run";
        System.arraycopy(options, 0, words, 1, options.length);
        words[words.length - 1] = "job.jsh";
        return Desk.plain(folder, database).file("job.jsh", text).run(words);
    }

    @Test
    void whatWouldEndTheProcessIsRefusedBeforeAnythingRuns(TestDatabase database) {
        Desk.Seen seen = script(database, "sql(\"CREATE TABLE t ()\");\n// System.exit(1)\nSystem.exit(0);");
        Desk.Seen halted = script(database, "void stop() { Runtime.getRuntime().halt(0); }\nstop();");
        Desk.Seen migrated = migration(database, "execute(\"CREATE TABLE t ()\");\nSystem.exit(0);\n")
                .run("up");

        assertThat(seen.err())
                .contains(
                        "job.jsh:3:1: this would end Belay itself, in the middle of what it does: exit(n) ends a script");
        assertThat(seen.exit()).isEqualTo(2);
        assertThat(halted.err()).contains("job.jsh:1:15: this would end Belay itself");
        assertThat(migrated.err()).contains("002_fill.jsh:2:1: this would end Belay itself", "throw an exception");
        assertThat(migrated.exit()).isEqualTo(2);
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void aProtectedEnvironmentIsNotWrittenAfterSettingsWereReset(TestDatabase database) {
        for (String reset : new String[] {
            "connection().createStatement().execute(\"RESET ALL\");",
            "rows(\"SELECT set_config('default_transaction_read_only', 'off', false)\");"
        }) {
            Desk.Seen seen = script(
                    database, reset + "\nconnection().createStatement().execute(\"CREATE TABLE t ()\");", "--env=prod");

            assertThat(seen.err()).contains("job.jsh:2: cannot execute CREATE TABLE in a read-only transaction");
            assertThat(seen.exit()).isEqualTo(5);
        }
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void outsideOfBatchesNothingMakesADataMigrationWrite(TestDatabase database, TestDatabase other) {
        for (String lift : new String[] {
            "RESET ALL",
            "SET default_transaction_read_only = off",
            "SET TRANSACTION READ WRITE; DELETE FROM item",
            "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
            "SELECT set_config('default_transaction_read_only', 'off', false)"
        }) {
            Desk.Seen seen = migration(database, """
                            batch("item", "id", row -> {});
                            execute("%s");
                            """.formatted(lift)).run("up");

            assertThat(seen.err()).contains("002_fill.jsh:2: \"", "has no place in a data migration with batches");
        }
        assertThat(migration(other, "execute(\"RESET ALL\");\nexecute(\"SET LOCAL work_mem = '8MB'\");")
                        .run("up")
                        .exit())
                .isZero();
        assertThat(database.query("SELECT count(*) FROM item")).containsExactly("3");
    }

    @Test
    void whatTheServerSaysIsPassedOn(TestDatabase database) {
        String loud = "DO $$ BEGIN RAISE NOTICE 'half way'; RAISE WARNING 'nearly'; END $$";

        assertThat(migration(database, """
                        execute("%s");
                        batch("item", "id", rows -> execute("DROP TABLE IF EXISTS nothing"));
                        """.formatted(loud)).run("up").err())
                .contains("notice: half way", "warning: nearly", "notice: table \"nothing\" does not exist, skipping");
        assertThat(script(database, """
                        sql("CREATE FUNCTION loud(int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RAISE NOTICE ''heard''; RETURN 1; END'");
                        sql("SELECT loud(?)", 1);
                        rows("SELECT loud(2)");
                        """).err()).containsPattern("(?s)notice: heard.*notice: heard");
    }

    @Test
    void tooManyRowsAreToldInWords(TestDatabase database) {
        assertThat(migration(database, "throw new OutOfMemoryError(\"Java heap space\");")
                        .run("up")
                        .err())
                .contains("002_fill.jsh:1: out of memory: Java heap space", "hint: rows() holds all rows");
        assertThat(script(
                                database,
                                "int[][] all = new int[100_000][];\nfor (int i = 0; ; i++) all[i] = new int[50_000_000];")
                        .err())
                .contains("job.jsh:2: out of memory", "hint: rows() holds all rows");
    }

    @Test
    void columnsOfArraysComeAsTheirTexts(TestDatabase database) {
        Desk.Seen seen = migration(database, """
                        batch("item", "id", 2, rows -> execute(
                                "UPDATE item SET done = cardinality(v.tags::int[]) FROM unnest(?, ?) v(id, tags) WHERE v.id = item.id",
                                rows.keys(), rows.values("tags")));
                        """).run("up");

        assertThat(seen.err()).doesNotContain("hint");
        assertThat(database.query("SELECT done::text FROM item ORDER BY id")).containsExactly("2", "null", "0");
    }

    @Test
    void aLineWithAPasswordIsShownWithoutIt(TestDatabase database) {
        Desk desk = migration(database, "execute(\"ALTER TABLE nothing OPTIONS (password 'hunter2')\");");

        Desk.Seen seen = desk.run("up");
        Desk.Seen compiled = script(database, "int token = \"hunter2\";");

        assertThat(seen.err()).contains("002_fill.jsh:1");
        assertThat(compiled.err()).contains("job.jsh:1:13").contains("****");
        assertThat(seen.err()
                        + seen.out()
                        + compiled.err()
                        + desk.run("history", "--runs", "--json").out())
                .doesNotContain("hunter2");
    }

    @Test
    void redoResolveAndRepairKnowDataMigrations(TestDatabase database) {
        String program = """
                void up() throws SQLException {
                    execute("UPDATE item SET done = coalesce(done, 0) + 1");
                }
                void down() throws SQLException {
                    execute("UPDATE item SET done = NULL");
                }
                """;
        Desk desk = migration(database, program);

        assertThat(desk.run("up").exit()).isZero();
        assertThat(desk.run("redo", "002_fill", "--yes").exit()).isZero();
        assertThat(database.query("SELECT DISTINCT done FROM item")).containsExactly("1");

        desk.file("002_fill.jsh", "// Said better.\n" + program);
        assertThat(desk.run("status").out()).contains("changed");
        assertThat(desk.run("repair", "002_fill", "--reason=comment", "--yes").exit())
                .isZero();
        assertThat(desk.run("status").out()).doesNotContain("changed");

        assertThat(desk.run("resolve", "--rolled-back", "002_fill", "--reason=by hand", "--yes")
                        .exit())
                .isZero();
        assertThat(desk.run("resolve", "--applied", "002_fill", "--reason=by hand", "--yes")
                        .exit())
                .isZero();
        assertThat(desk.run("down", "--yes").exit()).isZero();
        assertThat(database.query("SELECT count(done) FROM item")).containsExactly("0");
    }
}
