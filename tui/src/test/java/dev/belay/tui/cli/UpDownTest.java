package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class UpDownTest {
    @TempDir
    private Path folder;

    private Desk shop(TestDatabase database) {
        return Desk.plain(folder, database)
                .migration("001_author", "CREATE TABLE author (id int);", "DROP TABLE author;")
                .migration("002_book", "CREATE TABLE book (id int);\nCREATE INDEX ON book (id);", "DROP TABLE book;");
    }

    @Test
    void upAppliesEverythingAndSaysSo(TestDatabase database) {
        Desk.Seen seen = shop(database).run("up");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).containsPattern("""
                ✓ 001_author  applied  \\d+ ms
                ✓ 002_book  applied  \\d+ ms
                2 applied in .*
                """);
        assertThat(seen.err())
                .contains("shop  dev  postgresql://", "applying 1/2 001_author (1 statement)")
                .doesNotContain(database.password() + "@");
        assertThat(database.tables()).contains("public.author", "public.book");
    }

    @Test
    void aJournalThatWouldCatchTheTablesOfItsRoleIsRefused(TestDatabase database) {
        String user = database.query("SELECT current_user").get(0);

        Desk.Seen seen = shop(database).run("up", "--set", "journal.schema=" + user);

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err())
                .contains("would have the name of this role", "hint: journal: {schema: belay_journal} in belay.yaml");
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void anEmptyFileIsToldFromOneThatDoesSomething(TestDatabase database) {
        Desk desk = Desk.plain(folder, database).file("001_later.sql", "-- to be written\n");

        assertThat(desk.run("plan").out()).contains("1. apply 001_later\n   no statements: it is only recorded\n");
    }

    @Test
    void upWithNothingToDoIsASuccess(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");

        Desk.Seen seen = desk.run("up");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).isEqualTo("there is nothing to do\n");
    }

    @Test
    void upGoesAsFarAsItIsTold(TestDatabase database) {
        Desk desk = shop(database);

        assertThat(desk.run("up", "001_author").exit()).isZero();
        assertThat(database.tables()).contains("public.author").doesNotContain("public.book");
        assertThat(desk.run("up", "--only", "002_book.sql").exit()).isZero();
        assertThat(database.tables()).contains("public.book");
    }

    @Test
    void aPathNamesAMigrationToo(TestDatabase database) {
        assertThat(shop(database)
                        .run("up", "--only", folder.resolve("002_book.sql").toString())
                        .exit())
                .isZero();
        assertThat(database.tables()).contains("public.book").doesNotContain("public.author");
    }

    @Test
    void aVersionThatIsNotThereIsAMistakeOfTheUser(TestDatabase database) {
        Desk.Seen seen = shop(database).run("up", "003_nothing");

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.out()).isEqualTo("nothing was run\n");
        assertThat(seen.err())
                .isEqualTo("belay: there is no migration \"003_nothing\"\nhint: belay status lists them\n");
    }

    @Test
    void aFailureShowsTheLineOfTheFileAndLeavesNothingBehind(TestDatabase database) {
        Desk desk = shop(database)
                .migration("003_bad", "-- first\nCREATE TABLE bad (\n  id int,\n\tname nosuch\n);", "DROP TABLE bad");

        Desk.Seen seen = desk.run("up");

        assertThat(seen.exit()).isEqualTo(5);
        assertThat(seen.out()).contains("✗ 003_bad  failed", "2 applied, 1 failed in");
        assertThat(seen.err()).contains("""
                belay: 003_bad.sql:4: type "nosuch" does not exist (SQLSTATE 42704)
                  4 |     name nosuch
                    |          ^
                  statement 1 of 1: CREATE TABLE bad ( id int, name nosuch )
                """);
        assertThat(database.tables()).doesNotContain("public.bad");
    }

    @Test
    void aFailureIsJsonToo(TestDatabase database) {
        Desk desk = Desk.plain(folder, database)
                .migration("001_bad", "SELECT 1;\nINSERT INTO nowhere VALUES (1);", "SELECT 1")
                .migration("002_late", "SELECT 1", "SELECT 1");

        Desk.Seen seen = desk.run("up", "--json");

        assertThat(seen.exit()).isEqualTo(5);
        assertThat(seen.json())
                .containsEntry("ok", false)
                .containsEntry("exit", 5L)
                .containsEntry("command", "up");
        assertThat(seen.json().get("error"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("sqlstate", "42P01")
                .containsEntry("file", "001_bad.sql")
                .containsEntry("line", 2L);
        assertThat((List<?>) seen.json().get("steps")).hasSize(1);
    }

    @Test
    void downUndoesTheLastOneOnly(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");

        Desk.Seen seen = desk.run("down", "--yes");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).contains("✓ 002_book  reverted", "1 reverted in");
        assertThat(database.tables()).contains("public.author").doesNotContain("public.book");
    }

    @Test
    void downKeepsTheVersionThatIsNamed(TestDatabase database) {
        Desk desk = shop(database).migration("003_shelf", "CREATE TABLE shelf ()", "DROP TABLE shelf");
        desk.run("up");

        assertThat(desk.run("down", "001_author", "--yes").exit()).isZero();
        assertThat(database.tables()).contains("public.author").doesNotContain("public.book", "public.shelf");
    }

    @Test
    void downAllLeavesNothing(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");

        assertThat(desk.run("down", "--all", "--yes", "--json").json()).containsEntry("ok", true);
        assertThat(database.tables()).doesNotContain("public.author", "public.book");
        assertThat(desk.run("down", "--yes").out()).isEqualTo("there is nothing to do\n");
    }

    @Test
    void downSaysBeforeAnythingRunsThatAMigrationHasNoWayBack(TestDatabase database) {
        Desk desk = shop(database).file("000_first.sql", "CREATE TABLE first ()");
        desk.run("up");

        Desk.Seen seen = desk.run("down", "--all", "--yes");

        assertThat(seen.exit()).isEqualTo(5);
        assertThat(seen.err()).contains("\"000_first").contains("has no down part");
        assertThat(database.tables()).contains("public.book", "public.author", "public.first");
    }

    @Test
    void theWaysDownExcludeEachOther(TestDatabase database) {
        Desk desk = shop(database);

        assertThat(desk.run("down", "--all", "--steps", "2").err())
                .contains("only one of a version, --steps and --all can be given", "belay down --help");
        assertThat(desk.run("down", "--steps", "0", "--yes").err()).contains("--steps is 0, and must be at least 1");
        assertThat(desk.run("down", "--steps", "x").exit()).isEqualTo(2);
        assertThat(desk.run("up", "001_author", "--only", "002_book").exit()).isEqualTo(2);
    }

    @Test
    void redoRunsTheLastOneAgainUnderOneLock(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");
        database.execute("INSERT INTO book VALUES (1)", "INSERT INTO author VALUES (1)");

        Desk.Seen seen = desk.run("redo", "--yes");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).contains("✓ 002_book  reverted", "✓ 002_book  applied", "1 applied, 1 reverted in");
        assertThat(database.query("SELECT count(*) FROM book")).containsExactly("0");
        assertThat(database.query("SELECT count(*) FROM author")).containsExactly("1");
    }

    @Test
    void redoBeginsAtTheVersionThatIsNamed(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");

        Desk.Seen seen = desk.run("redo", "001_author", "--yes", "--json");

        assertThat((List<?>) seen.json().get("steps"))
                .extracting(step -> ((Map<?, ?>) step).get("version") + " " + ((Map<?, ?>) step).get("outcome"))
                .containsExactly("002_book reverted", "001_author reverted", "001_author applied", "002_book applied");
    }

    @Test
    void redoNeedsSomethingThatIsApplied(TestDatabase database) {
        Desk desk = shop(database);

        assertThat(desk.run("redo", "--yes").err()).contains("no migration is applied");
        desk.run("up", "001_author");
        assertThat(desk.run("redo", "002_book", "--yes").err()).contains("\"002_book\" is not applied");
    }

    @Test
    void aDryRunIsThePlan(TestDatabase database) {
        Desk desk = shop(database);

        Desk.Seen dry = desk.run("up", "--dry-run");

        assertThat(dry.exit()).isZero();
        assertThat(dry.out()).isEqualTo(desk.run("plan").out()).contains("CREATE INDEX ON book (id);");
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void quietSaysNothingButTheCounts(TestDatabase database) {
        Desk.Seen seen = shop(database).run("up", "--quiet");

        assertThat(seen.err()).isEmpty();
        assertThat(seen.out()).matches("2 applied in .*\n");
    }

    @Test
    void verboseNamesEveryStatement(TestDatabase database) {
        assertThat(shop(database).run("up", "--verbose").err())
                .contains("statement 2/2 in line 2: CREATE INDEX ON book (id)", "statement 2/2 done in");
    }

    @Test
    void progressForProgramsIsJsonLines(TestDatabase database) {
        Desk.Seen seen = shop(database).run("up", "--progress=json", "--quiet");

        assertThat(seen.err().lines().map(line -> JsonTree.object(line).get("event")))
                .startsWith("run_started", "step_started", "statement_started", "statement_finished", "step_finished")
                .endsWith("run_finished");
    }

    @Test
    void theLogFileHasEveryEventAndTheRun(TestDatabase database) {
        Desk desk = shop(database);

        desk.run("up", "--log-file", "belay.log", "--quiet");
        desk.run("up", "nothing", "--log-file", "belay.log", "--quiet");

        assertThat(folder.resolve("belay.log"))
                .content()
                .containsPattern("2026-02-03T04:05:06.000Z - belay \\d")
                .containsPattern("[0-9a-f-]{36} statement 1/1 in line 1: CREATE TABLE author")
                .contains("ended with exit code 0", "there is no migration \"nothing\"", "ended with exit code 2")
                .doesNotContain(":" + database.password() + "@");
    }

    @Test
    void aTitleCannotSteerTheTerminal(TestDatabase database) {
        Desk desk = Desk.plain(folder, database)
                .migration("001_a", "DO $$ BEGIN RAISE WARNING '%', 'x' || chr(27) || '[2J'; END $$", "SELECT 1");

        assertThat(desk.run("up").err()).contains("warning: x\\x1b[2J").doesNotContain("\u001b");
    }

    @Test
    void onATerminalThereAreColorsUnlessTheyAreNotWanted(TestDatabase database) {
        Desk desk = shop(database).onTerminal();

        assertThat(desk.run("status").out()).contains("\u001b[1m");
        assertThat(desk.run("status", "--no-color").out()).doesNotContain("\u001b");
        assertThat(desk.with("NO_COLOR", "1").run("status").out()).doesNotContain("\u001b");
    }

    /** The bar makes room for what is said about the signal. */
    @Test
    void aSignalIsAnsweredOnALineOfItsOwn(TestDatabase database) throws Exception {
        Desk desk = Desk.plain(folder, database)
                .migration("001_slow", "SELECT pg_sleep(60)", "SELECT 1")
                .onTerminal();
        Thread finger = new Thread(() -> {
            while (database.query("SELECT 1 FROM pg_stat_activity WHERE application_name = 'belay up'"
                            + " AND wait_event = 'PgSleep' AND query_start < clock_timestamp() - interval '0.6 s'")
                    .isEmpty()) {
                Thread.onSpinWait();
            }
            desk.signals.get("INT").run();
        });
        finger.start();

        Desk.Seen seen = desk.run("up", "--yes");

        finger.join();
        assertThat(seen.exit()).isEqualTo(130);
        assertThat(seen.err()).contains("001_slow").containsPattern("\r\u001b\\[Kstopping: the running statement");
    }

    @Test
    void aSignalStopsTheRunInGoodOrder(TestDatabase database) throws Exception {
        Desk desk = Desk.plain(folder, database)
                .migration("001_slow", "CREATE TABLE slow (); SELECT pg_sleep(60)", "DROP TABLE slow");
        Thread finger = new Thread(() -> {
            while (database.query("SELECT 1 FROM pg_stat_activity"
                            + " WHERE application_name = 'belay up' AND wait_event = 'PgSleep'")
                    .isEmpty()) {
                Thread.onSpinWait();
            }
            desk.signals.get("TERM").run();
            desk.signals.get("INT").run();
        });
        finger.start();

        Desk.Seen seen = desk.run("up");

        finger.join();
        assertThat(seen.exit()).isEqualTo(143);
        assertThat(seen.out()).contains("✗ 001_slow  interrupted", "1 interrupted in");
        assertThat(seen.err()).contains("stopping: the running statement is cancelled", "still stopping");
        assertThat(database.tables()).doesNotContain("public.slow");
    }
}
