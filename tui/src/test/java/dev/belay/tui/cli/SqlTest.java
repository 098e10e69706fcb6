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
final class SqlTest {
    @TempDir
    private Path folder;

    private Desk desk(TestDatabase database) {
        return Desk.plain(folder, database);
    }

    @Test
    void showsWhatStatementsAnswer(TestDatabase database) {
        Desk.Seen seen = desk(database)
                .run(
                        "sql",
                        "-c",
                        "CREATE TABLE t (id int); INSERT INTO t VALUES (1), (2); SELECT id, NULL AS n FROM t");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).isEqualTo("""
                 id | n
                ----+------
                  1 | NULL
                  2 | NULL
                (2 rows)
                """);
        assertThat(seen.err()).isEqualTo("CREATE TABLE\nINSERT: 2 rows\n");
    }

    @Test
    void readsAFileOrStandardInput(TestDatabase database) {
        Desk desk = desk(database).file("query.sql", "SELECT 'ü' AS a").typing("SELECT 2 AS b");

        assertThat(desk.run("sql", "query.sql", "--format=csv").out()).isEqualTo("a\nü\n");
        assertThat(desk.run("sql", "-", "--format=jsonl").out()).isEqualTo("{\"b\":2}\n");
        assertThat(desk.run("sql", "nothing.sql").err()).contains("cannot read \"nothing.sql\"");
        assertThat(desk.run("sql").err()).contains("say one of a file, - and -c");
        assertThat(desk.run("sql", "query.sql", "-c", "SELECT 1").exit()).isEqualTo(2);
    }

    @Test
    void worksWithoutAnyProject(TestDatabase database) {
        Desk desk = new Desk(folder).with("DATABASE_URL", database.url());

        assertThat(desk.run("sql", "-c", "SELECT 1 AS a", "--format=csv").out()).isEqualTo("a\n1\n");
    }

    @Test
    void stopsAtTheFirstErrorAndKeepsWhatCameBefore(TestDatabase database) {
        Desk.Seen seen = desk(database).run("sql", "-c", "CREATE TABLE kept ();\nSELECT 1/0;\nCREATE TABLE never ()");

        assertThat(seen.exit()).isEqualTo(5);
        assertThat(seen.err()).contains("belay: -c:2: division by zero (SQLSTATE 22012)");
        assertThat(database.tables()).containsExactly("public.kept");
    }

    @Test
    void inASingleTransactionItIsAllOrNothing(TestDatabase database) {
        Desk.Seen seen = desk(database).run("sql", "--single-transaction", "-c", "CREATE TABLE kept (); SELECT 1/0");

        assertThat(seen.exit()).isEqualTo(5);
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void readOnlyIsEnforcedByTheServer(TestDatabase database) {
        Desk.Seen seen = desk(database).run("sql", "--read-only", "-c", "CREATE TABLE t ()");

        assertThat(seen.exit()).isEqualTo(5);
        assertThat(seen.err()).contains("SQLSTATE 25006", "hint: run it without --read-only");
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void aProtectedEnvironmentIsOnlyLookedAtUnlessItsNameIsGiven(TestDatabase database) {
        Desk desk = desk(database);

        assertThat(desk.run("sql", "--env=prod", "-c", "SELECT 1").exit()).isZero();
        assertThat(desk.run("sql", "--env=prod", "-c", "CREATE TABLE t ()").err())
                .contains("hint: the environment is protected: --confirm=prod lets it write");
        assertThat(desk.run("sql", "--env=prod", "--confirm=dev", "-c", "CREATE TABLE t ()")
                        .exit())
                .isEqualTo(2);
        assertThat(database.tables()).isEmpty();
        assertThat(desk.run("sql", "--env=prod", "--confirm=prod", "-c", "CREATE TABLE t ()")
                        .exit())
                .isZero();
        assertThat(database.tables()).containsExactly("public.t");
    }

    @Test
    void jsonIsWholeEvenAfterAFailure(TestDatabase database) {
        Desk.Seen seen = desk(database).run("sql", "--json", "-c", "SELECT 1 AS a; SELECT 1/0");

        assertThat(seen.json()).containsEntry("ok", false).containsEntry("exit", 5L);
        assertThat(seen.json().get("results"))
                .isEqualTo(List.of(Map.of(
                        "columns", List.of(Map.of("name", "a", "type", "int4")), "rows", List.of(Map.of("a", 1L)))));
        assertThat((Map<?, ?>) seen.json().get("error")).extracting("sqlstate").isEqualTo("22012");
    }

    @Test
    void aResultThatFailsMidwayIsStillJson(TestDatabase database) {
        Desk.Seen seen =
                desk(database).run("sql", "--json", "-c", "SELECT 1/(3000 - i) AS a FROM generate_series(1, 4000) i");

        assertThat(seen.exit()).isEqualTo(5);
        assertThat(seen.json()).containsEntry("ok", false);
    }

    @Test
    void aLargeResultStreams(TestDatabase database) {
        Desk.Seen seen = desk(database).run("sql", "--format=csv", "-c", "SELECT i FROM generate_series(1, 100000) i");

        assertThat(seen.out().lines()).hasSize(100_001).endsWith("100000");
    }

    @Test
    void whatTheServerSaysIsAMessage(TestDatabase database) {
        Desk.Seen seen = desk(database).run("sql", "-c", "DO $$ BEGIN RAISE NOTICE 'hello'; END $$");

        assertThat(seen.out()).isEmpty();
        assertThat(seen.err()).contains("notice: hello");
    }

    @Test
    void aSignalCancelsTheStatement(TestDatabase database) throws Exception {
        Desk desk = desk(database);
        Thread finger = new Thread(() -> {
            while (database.query("SELECT 1 FROM pg_stat_activity"
                            + " WHERE application_name = 'belay sql' AND wait_event = 'PgSleep'")
                    .isEmpty()) {
                Thread.onSpinWait();
            }
            desk.signals.get("INT").run();
        });
        finger.start();

        assertThat(desk.run("sql", "-c", "SELECT pg_sleep(60)").exit()).isEqualTo(130);
        finger.join();
    }
}
