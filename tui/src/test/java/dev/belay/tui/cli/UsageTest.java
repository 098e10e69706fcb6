package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class UsageTest {
    @TempDir
    private Path folder;

    private static void scan(TestDatabase database, int times) throws InterruptedException {
        String counter = "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'used'";
        long before = Long.parseLong(database.query(counter).get(0));
        for (int i = 0; i < times; i++) {
            database.execute(
                    "SET enable_seqscan = off; SET enable_bitmapscan = off; SELECT count(*) FROM t WHERE a = 1");
        }
        for (int i = 0; i < 100 && Long.parseLong(database.query(counter).get(0)) < before + times; i++) {
            Thread.sleep(50);
        }
    }

    private Desk desk(TestDatabase database) {
        return Desk.plain(folder, database)
                .migration(
                        "01",
                        "CREATE TABLE t (a int PRIMARY KEY, b int); CREATE INDEX used ON t (a); CREATE INDEX idle ON t"
                                + " (b);",
                        "DROP TABLE t;");
    }

    @EveryMajor
    void indexesAreToldByTheirUse(TestDatabase database) throws InterruptedException {
        Desk desk = desk(database);
        desk.run("up");
        database.execute(
                "ALTER TABLE t DROP CONSTRAINT t_pkey",
                "ALTER TABLE t ADD CONSTRAINT k UNIQUE (b)",
                "INSERT INTO t VALUES (1, 1)");
        scan(database, 3);

        Desk.Seen seen = desk.run("verify", "--usage");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out().lines().toList())
                .anySatisfy(line -> assertThat(line).matches("public\\.idle +0 +.*unused +btree \\(b\\)"))
                .anySatisfy(line -> assertThat(line)
                        .matches("public\\.k +0 +\\D*\\d+.*btree \\(b\\)")
                        .doesNotContain("unused"))
                .anySatisfy(line -> assertThat(line).matches("public\\.used +3 +█+.*btree \\(a\\)"))
                .anySatisfy(line -> assertThat(line).startsWith("public.t "))
                .anySatisfy(line -> assertThat(line).contains("pg_stat_statements is not installed"));
        assertThat(desk.run("verify", "--usage", "--unused").out())
                .contains("public.idle")
                .doesNotContain("public.used");
        assertThat(desk.run("verify", "--usage", "-t", "nosuch").out()).doesNotContain("public.idle");
        List<?> indexes = (List<?>)
                desk.run("verify", "--usage", "--sort", "name", "--json").json().get("indexes");
        assertThat(indexes.stream().map(one -> String.valueOf(((Map<?, ?>) one).get("index"))))
                .containsExactly("public.idle", "public.k", "public.used");
    }

    @EveryMajor
    void aRunStoresTheCountersAndUseIsToldSinceThen(TestDatabase database) throws InterruptedException {
        Desk desk = desk(database);
        desk.run("up");
        database.execute("ALTER TABLE t DROP CONSTRAINT t_pkey", "INSERT INTO t VALUES (1, 1)");
        scan(database, 2);
        desk.migration("02", "SELECT 1;", "SELECT 1;").run("up");
        desk.file("verify.yaml", """
            version: 1
            health: false
            tables: {t: {indexes: {used: {usage: {min_scans: 2, since: 0s}}}}}
            """);

        assertThat(database.query("SELECT script FROM belay.journal WHERE event = 'usage_counted'"))
                .containsExactly("2 public.used");
        assertThat(desk.run("verify").out()).contains("public.used was used 0 times since ", "less than 2");
        scan(database, 2);
        assertThat(desk.run("verify").out()).contains("nothing found");
        assertThat(desk.run("verify", "--usage").out().lines().toList())
                .anySatisfy(line -> assertThat(line).matches("public\\.used +4 +█+ +\\+2 .*"));
        assertThat(desk.run("history", "--runs").out()).doesNotContain("usage", "unfinished");
        assertThat(desk.run("status").exit()).isZero();
    }

    @EveryMajor
    void theQueriesThatTookLongestAreTold(TestDatabase database) {
        Desk desk = desk(database);
        for (String version : List.of("", " VERSION '1.4'")) {
            database.execute(
                    "ALTER DATABASE " + database.name() + " RESET pg_stat_statements.track",
                    "DROP EXTENSION IF EXISTS pg_stat_statements",
                    "CREATE SCHEMA IF NOT EXISTS \"Its own\"",
                    "CREATE EXTENSION pg_stat_statements SCHEMA \"Its own\"" + version,
                    "SELECT \"Its own\".pg_stat_statements_reset()",
                    "ALTER DATABASE " + database.name() + " SET pg_stat_statements.track = 'top'");
            database.execute("SELECT pg_sleep(0.02) AS slow", "SELECT pg_sleep(0.03) AS slow", "SELECT 1 AS quick");

            Desk.Seen seen = desk.run("verify", "--usage");

            assertThat(seen.exit()).isZero();
            assertThat(seen.out())
                    .contains("SELECT pg_sleep($1) AS slow")
                    .doesNotContain("is not installed", "does not exist");
            Map<?, ?> slowest = (Map<?, ?>)
                    ((List<?>) desk.run("verify", "--usage", "--json").json().get("queries")).get(0);
            assertThat(slowest.get("query")).isEqualTo("SELECT pg_sleep($1) AS slow");
            assertThat(slowest.get("calls")).isEqualTo(2L);
            assertThat(((Number) slowest.get("ms")).longValue()).isBetween(50L, 20_000L);
        }
    }

    @Test
    void whoMayNotWriteTheJournalIsToldAndTheRunHasSucceeded(TestDatabase database) throws InterruptedException {
        Desk desk = desk(database);
        desk.run("up");
        scanned(database);
        database.execute(
                "CREATE FUNCTION belay.no() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN IF NEW.event = 'usage_counted'"
                        + " THEN RAISE EXCEPTION 'not today'; END IF; RETURN NEW; END$$",
                "CREATE TRIGGER no BEFORE INSERT ON belay.journal FOR EACH ROW EXECUTE FUNCTION belay.no()");

        Desk.Seen seen = desk.migration("02", "SELECT 1;", "SELECT 1;").run("up");

        assertThat(seen.exit()).isZero();
        assertThat(List.of(seen.err(), seen.out()).toString()).contains("the uses of the indexes are not stored");
    }

    private static void scanned(TestDatabase database) throws InterruptedException {
        database.execute("ALTER TABLE t DROP CONSTRAINT t_pkey", "INSERT INTO t VALUES (1, 1)");
        scan(database, 1);
    }
}
