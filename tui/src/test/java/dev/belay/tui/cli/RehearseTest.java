package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class RehearseTest {
    @TempDir
    private Path folder;

    private static final String SCRATCHES = "SELECT datname FROM pg_database WHERE datname LIKE 'belay_scratch%'";

    private static final String SLEEPING = "SELECT pid FROM pg_stat_activity WHERE datname LIKE 'belay_scratch%'"
            + " AND query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid()";

    private Desk shop(TestDatabase database) {
        Desk desk = Desk.plain(folder, database)
                .migration(
                        "01_users",
                        "CREATE TABLE users (id bigint PRIMARY KEY, email varchar(20) NOT NULL, note text);",
                        "DROP TABLE users;");
        desk.run("up");
        return desk;
    }

    /** Each wrong in its own way, and what a rehearsal says of it. */
    private static Map<String, List<String>> wrongDowns() {
        Map<String, List<String>> cases = new LinkedHashMap<>();
        cases.put(
                "10_drops_less",
                List.of(
                        "CREATE TABLE a (id int); CREATE TABLE b (id int);",
                        "DROP TABLE a;",
                        "table public.b is left behind"));
        cases.put(
                "11_forgets_index",
                List.of(
                        "CREATE INDEX users_note ON users (note); ALTER TABLE users ADD age int;",
                        "ALTER TABLE users DROP age;",
                        "index public.users_note is left behind"));
        cases.put(
                "12_other_type",
                List.of(
                        "ALTER TABLE users DROP email;",
                        "ALTER TABLE users ADD email varchar(30) NOT NULL DEFAULT ''; ALTER TABLE users ALTER email DROP DEFAULT;",
                        "table public.users: column email: type: character varying(20) → character varying(30)"));
        cases.put(
                "13_forgets_default",
                List.of(
                        "ALTER TABLE users ALTER note SET DEFAULT 'x';",
                        "SELECT 1;",
                        "table public.users: column note: default value: expression: (none) → 'x'::text]"));
        cases.put(
                "14_leaves_not_null",
                List.of(
                        "UPDATE users SET note = ''; ALTER TABLE users ALTER note SET NOT NULL;",
                        "SELECT 1;",
                        "table public.users: column note: not null: valid: (none) → yes]"));
        cases.put(
                "15_leaves_function",
                List.of(
                        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';",
                        "SELECT 1;",
                        "function public.touch() is left behind"));
        cases.put(
                "16_leaves_label",
                List.of("ALTER TYPE mood ADD VALUE 'happy';", "SELECT 1;", "type public.mood: labels:,   + happy]"));
        cases.put(
                "17_wrong_trigger",
                List.of(
                        "DROP TRIGGER told ON orders;",
                        "CREATE TRIGGER told AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION tell();",
                        "trigger told on public.orders: definition"));
        cases.put(
                "18_leaves_privileges",
                List.of("GRANT SELECT ON orders TO PUBLIC;", "SELECT 1;", "table public.orders: privileges of PUBLIC"));
        cases.put(
                "19_loses_comment",
                List.of(
                        "COMMENT ON TABLE orders IS 'new';",
                        "COMMENT ON TABLE orders IS NULL;",
                        "table public.orders: comment: old → (none)"));
        cases.put(
                "20_leaves_sequence",
                List.of("CREATE SEQUENCE numbers;", "SELECT 1;", "sequence public.numbers is left behind"));
        cases.put(
                "21_drops_more",
                List.of(
                        "CREATE VIEW late AS SELECT * FROM orders;",
                        "DROP VIEW late; DROP INDEX orders_when;",
                        "index public.orders_when does not come back"));
        return cases;
    }

    @Test
    void eachWayDownThatDoesNotLeadBackIsFoundAndNamedWithWhatDiffers(TestDatabase database) {
        Desk desk = Desk.plain(folder, database);
        database.execute(
                "CREATE TABLE users (id bigint PRIMARY KEY, email varchar(20) NOT NULL, note text)",
                "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                "CREATE TABLE orders (id int, at timestamptz)",
                "CREATE INDEX orders_when ON orders (at)",
                "COMMENT ON TABLE orders IS 'old'",
                "CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE TRIGGER told AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION tell()");
        wrongDowns().forEach((name, texts) -> desk.migration(name, texts.get(0), texts.get(1)));
        desk.migration("22_right", "CREATE TABLE c (id int);", "DROP TABLE c;");

        Desk.Seen seen = desk.run("rehearse", "--json");

        assertThat(seen.exit()).isEqualTo(6);
        List<String> found = new ArrayList<>();
        for (Object one : (List<?>) seen.json().get("steps")) {
            Map<?, ?> step = (Map<?, ?>) one;
            found.add(step.get("version") + " " + step.get("down") + " " + step.get("differences"));
        }
        List<List<String>> expected = new ArrayList<>(wrongDowns().values());
        List<String> names = new ArrayList<>(wrongDowns().keySet());
        for (int i = 0; i < names.size(); i++) {
            assertThat(found.get(i))
                    .startsWith(names.get(i) + " wrong [")
                    .contains(expected.get(i).get(2));
        }
        assertThat(found.get(names.size())).isEqualTo("22_right proven []");
        assertThat(database.query(SCRATCHES)).isEmpty();
        assertThat(database.tables()).containsExactlyInAnyOrder("public.orders", "public.users");
    }

    @EveryMajor
    void whatIsRightGoesUpAndDownAndUpAgainAndTheDatabaseStaysAsItIs(TestDatabase database) {
        Desk desk = shop(database)
                .migration(
                        "02_orders",
                        "CREATE TABLE orders (id int PRIMARY KEY, user_id bigint UNIQUE REFERENCES users);\n"
                                + "INSERT INTO orders SELECT 1, id FROM users;",
                        "DROP TABLE orders;")
                .migration(
                        "03_index",
                        "CREATE INDEX CONCURRENTLY users_email ON users (email);",
                        "DROP INDEX CONCURRENTLY users_email;");
        desk.run("verify", "--init");
        List<String> tables = database.tables();

        Desk.Seen seen = desk.run("rehearse", "--verbose");

        assertThat(seen.out())
                .contains("1 made-up row", "✓ 02_orders  up ", "✓ 03_index  up ", "line 2  INSERT INTO orders SELECT 1")
                .contains("✓ up again leads to the same schema", "✓ 2 migrations up, down and up again in ")
                .containsPattern("✓ \\d+ checks of the spec hold");
        assertThat(seen.exit()).isZero();
        assertThat(database.tables()).isEqualTo(tables);
        assertThat(database.query(SCRATCHES)).isEmpty();
    }

    @Test
    void anotherWordForItGoesUpToAVersion(TestDatabase database) {
        Desk desk = shop(database)
                .migration("02_orders", "CREATE TABLE orders (id int);", "DROP TABLE orders;")
                .migration("03_index", "CREATE INDEX users_email ON users (email);", "DROP INDEX users_email;");

        assertThat(desk.run("test", "02_orders", "--json").json().get("steps").toString())
                .contains("version=02_orders", "down=proven", "direction=again")
                .doesNotContain("03_index");
    }

    @Test
    void aFailureIsToldWithItsPlace(TestDatabase database) {
        Desk desk = shop(database)
                .migration("02_ok", "CREATE TABLE more (id int);", "DROP TABLE more;")
                .migration("03_bad", "SELECT 1;\nALTER TABLE nothing ADD x int;", "SELECT 1;");

        Desk.Seen seen = desk.run("rehearse");

        assertThat(seen.exit()).isEqualTo(5);
        assertThat(seen.out()).contains("✗ 02_ok  up ", "✗ 03_bad  up failed, down not tried");
        assertThat(seen.err()).contains("03_bad.sql:2", "relation \"nothing\" does not exist");
        assertThat(database.query(SCRATCHES)).isEmpty();
    }

    @Test
    void aMadeUpRowShowsWhatOnlyWorksOnEmptyTables(TestDatabase database) {
        Desk desk = shop(database)
                .migration("02_strict", "ALTER TABLE users ADD age int NOT NULL;", "ALTER TABLE users DROP age;");

        Desk.Seen seen = desk.run("rehearse");

        assertThat(seen.exit()).isEqualTo(5);
        assertThat(seen.err()).contains("contains null values", "--data full takes the real ones");
        assertThat(desk.run("rehearse", "--data", "none").exit()).isZero();
        database.execute("INSERT INTO users VALUES (1, 'a@b')");
        assertThat(desk.run("rehearse", "--data", "full").exit()).isEqualTo(5);
    }

    @Test
    void aMissingWayDownFailsUnlessOnlyTheWayUpIsWanted(TestDatabase database) {
        Desk desk = shop(database)
                .file("02_seed.sql", "INSERT INTO users VALUES (7, 'x');")
                .migration("03_more", "CREATE TABLE more (id int);", "DROP TABLE more;");

        Desk.Seen seen = desk.run("rehearse");

        assertThat(seen.exit()).isEqualTo(6);
        assertThat(seen.out()).contains("✗ 02_seed  up ", "down missing", "✓ 03_more  up ");
        assertThat(desk.run("rehearse", "--up-only").exit()).isZero();
        desk.file("verify.yaml", "version: 1\nrollback: {fingerprint_after_down: equals_before_up}\n");
        Desk.Seen wanted = desk.run("rehearse", "--up-only");
        assertThat(wanted.exit()).isEqualTo(6);
        assertThat(wanted.out()).contains("✗ 02_seed has a way down that is not proven");
    }

    @Test
    void repeatableMigrationsGoUpWithTheOthersAndHaveNoWayDown(TestDatabase database) {
        Desk desk = new Desk(folder)
                .with("DATABASE_URL", database.url())
                .file("belay.yaml", """
                        project: shop
                        convention: flyway
                        migrations: sql
                        environments:
                          dev: {url: "${DATABASE_URL}"}
                        """)
                .file("sql/V1__orders.sql", "CREATE TABLE orders (id int PRIMARY KEY, price int);")
                .file("sql/R__totals.sql", "CREATE OR REPLACE VIEW totals AS SELECT count(*) AS n FROM orders;");
        assertThat(desk.run("up").exit()).isZero();
        desk.file("sql/V2__tax.sql", "ALTER TABLE orders ADD tax int;")
                .file("sql/U2__tax.sql", "ALTER TABLE orders DROP tax;")
                .file(
                        "sql/R__half.sql",
                        "CREATE OR REPLACE FUNCTION half(int) RETURNS int LANGUAGE sql AS 'SELECT $1 / 2';")
                .file(
                        "sql/R__totals.sql",
                        "CREATE OR REPLACE VIEW totals AS SELECT count(*) AS n, 1 AS x FROM orders;");

        Desk.Seen right = desk.run("rehearse");

        assertThat(right.exit()).as(right.err()).isZero();
        assertThat(right.out())
                .containsPattern("✓ 2 tax  up .* down .* again ")
                .containsPattern("✓ R__half  up \\d+ ms\\n✓ R__totals  up \\d+ ms\\n")
                .contains("✓ up again leads to the same schema", "3 migrations");

        desk.file("sql/R__totals.sql", "CREATE OR REPLACE VIEW totals AS SELECT count(*) AS n, sum(tax) FROM orders;");
        Desk.Seen leaning = desk.run("rehearse");

        assertThat(leaning.exit()).isEqualTo(5);
        assertThat(leaning.out()).contains("✗ 2 tax  up ", "down failed", "✓ R__totals  up ");
        assertThat(leaning.err()).contains("U2__tax.sql:1", "view totals depends on column tax");
    }

    @Test
    void whereNothingIsPendingNothingIsRehearsed(TestDatabase database) {
        Desk.Seen seen = shop(database).run("rehearse");

        assertThat(seen.out())
                .contains("nothing is pending")
                .as("a copy of a large schema takes a while")
                .doesNotContain("rehearsed on", "copied");
        assertThat(seen.exit()).isZero();
    }

    @Test
    void whoeverStopsItFindsNoScratchLeft(TestDatabase database) throws Exception {
        Desk desk = shop(database).migration("02_slow", "SELECT pg_sleep(60);", "SELECT 1;");
        CompletableFuture<Desk.Seen> rehearsal = CompletableFuture.supplyAsync(() -> desk.run("rehearse"));
        while (database.query(SLEEPING).isEmpty() && !rehearsal.isDone()) {
            Thread.sleep(50);
        }

        desk.signals.get("INT").run();

        assertThat(rehearsal.get().exit()).isEqualTo(130);
        assertThat(database.query(SCRATCHES)).isEmpty();
    }

    @Test
    void aPlanThatIsRefusedIsNotRehearsed(TestDatabase database) {
        Desk desk = shop(database).migration("02_more", "CREATE TABLE more (id int);", "DROP TABLE more;");
        desk.file("01_users.sql", "CREATE TABLE other (id int);");

        Desk.Seen seen = desk.run("rehearse");

        assertThat(seen.exit()).isEqualTo(5);
        assertThat(seen.out()).contains("nothing was run");
        assertThat(seen.err()).contains("01_users", "was changed");
    }

    @Test
    void aProtectedEnvironmentHasItsScratchElsewhereUnlessItIsSaid(TestDatabase database) {
        Desk desk = shop(database).migration("02_more", "CREATE TABLE more (id int);", "DROP TABLE more;");

        assertThat(desk.run("rehearse", "--env", "prod").err())
                .contains("environment \"prod\" is protected", "--on embedded");
        assertThat(desk.run("rehearse", "--env", "prod", "--on", "target").exit())
                .isZero();
    }

    @Test
    void whatReachesBeyondTheDatabaseIsNotRunOnASharedServer(TestDatabase database) {
        Desk desk = shop(database)
                .migration("02_role", "CREATE ROLE belay_test_reach;\nGRANT SELECT ON users TO belay_test_reach;", """
                        REVOKE SELECT ON users FROM belay_test_reach;
                        DROP ROLE belay_test_reach;
                        """);

        Desk.Seen seen = desk.run("rehearse");

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("02_role.sql:1", "reaches beyond the database", "--on embedded");
        assertThat(database.query("SELECT rolname FROM pg_roles WHERE rolname = 'belay_test_reach'"))
                .isEmpty();
    }

    @Test
    void anEmbeddedServerNeedsNoDatabaseAtAll() {
        Desk desk = new Desk(folder)
                .file("belay.yaml", "project: shop\nconvention: plain\n")
                .migration(
                        "01_users", "CREATE TABLE users (id int);\nGRANT SELECT ON users TO app;", "DROP TABLE users;")
                .migration("02_role", "CREATE ROLE other;", "DROP ROLE other;");

        Desk.Seen seen = desk.run("rehearse", "--on", "embedded", "--roles", "app");

        assertThat(seen.out())
                .contains("an embedded PostgreSQL 15", "it began with an empty schema", "✓ 01_users", "✓ 02_role");
        assertThat(seen.exit()).isZero();
        Desk.Seen far =
                desk.with("DATABASE_URL", "postgresql://localhost:1/nowhere").run("rehearse", "--on", "embedded");
        assertThat(far.exit()).isEqualTo(3);
        assertThat(far.err()).contains("--from-nothing");
    }

    @Test
    void vividlysFirstRollbackIsNamedWithAllThatItLeavesBehind(TestDatabase database) throws IOException {
        Path team = Path.of(System.getProperty("belay.root"), "examples", "vividly");
        try (Stream<Path> files = Files.list(team)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Files.copy(
                team.resolve("fixtures/rollback_add_request_tracking.incomplete.sql"),
                folder.resolve("rollback_add_request_tracking.sql"),
                StandardCopyOption.REPLACE_EXISTING);
        Desk desk = new Desk(folder).with("DATABASE_URL", database.url());
        assertThat(desk.run("up", "add_feature_flags.sql").exit()).isZero();

        Desk.Seen seen = desk.run("rehearse", "add_request_tracking.sql");

        assertThat(seen.exit()).isEqualTo(6);
        assertThat(seen.out().lines().filter(line -> line.endsWith(" is left behind")))
                .map(line -> line.strip().replaceFirst(" is left behind", ""))
                .filteredOn(line -> line.startsWith("table") || line.startsWith("function"))
                .containsExactlyInAnyOrder(
                        "function public.log_status_change()",
                        "function public.set_updated_at()",
                        "function public.update_request_progress()",
                        "table public.pipeline_stage_definitions",
                        "table public.request_dependencies",
                        "table public.request_retry_log",
                        "table public.request_stage_transitions");
        assertThat(seen.out()).contains("✗ add_request_tracking  up ", "does not lead back");
    }

    @Test
    void whatAKilledRehearsalLeavesIsSweptByTheNextOne(TestDatabase database) throws Exception {
        Desk desk = shop(database).migration("02_slow", "SELECT pg_sleep(60);", "SELECT 1;");
        ProcessBuilder belay = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.belay.tui.Main",
                        "rehearse",
                        "--project=" + folder)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.log").toFile());
        belay.environment().put("DATABASE_URL", database.url());
        Process killed = belay.start();
        while (database.query(SLEEPING).isEmpty() && killed.isAlive()) {
            Thread.sleep(50);
        }

        killed.destroyForcibly().waitFor();

        String left = database.query(SCRATCHES).get(0);
        // The server may not have noticed yet; and what is younger than five minutes is left alone.
        database.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '" + left + "'",
                "ALTER DATABASE " + left + " RENAME TO " + left.replaceFirst("_[0-9]+_", "_1700000000_"));
        desk.migration("02_slow", "SELECT 1;", "SELECT 1;");
        assertThat(desk.run("rehearse").exit()).isZero();
        assertThat(database.query(SCRATCHES)).isEmpty();
    }

    @Test
    void markdownIsForAPullRequest(TestDatabase database) {
        Desk desk = shop(database).migration("02_more", "CREATE TABLE more (id int);", "SELECT 1;");

        assertThat(desk.run("rehearse", "--format", "markdown", "-o", "out.md").out())
                .isEmpty();
        assertThat(folder.resolve("out.md"))
                .content()
                .startsWith("## belay rehearse: 1 migration, 1 way down not right")
                .contains("| 02\\_more | ", "does not lead back:\n\n- table public.more is left behind\n")
                .contains("CREATE TABLE more (id int)")
                .doesNotContain("the spec");
        desk.file("verify.yaml", "version: 1\nhealth: false\ntables: {more: {columns: {id: int}}}\n");
        assertThat(desk.run("rehearse", "--format", "markdown", "--up-only").out())
                .contains("\n2 checks of the spec hold\n");
        desk.file("verify.yaml", "version: 1\nhealth: false\ntables: {more: {columns: {id: text}}}\n");
        assertThat(desk.run("rehearse", "--format", "markdown", "--up-only").out())
                .contains("\nThe spec:\n\n- public.more.id is of type integer, not text\n")
                .doesNotContain("hold");
    }

    @Test
    void whatIsMeantForAFileGoesThereInEveryFormat(TestDatabase database) {
        Desk desk = shop(database).migration("02_more", "CREATE TABLE more (id int);", "DROP TABLE more;");

        assertThat(desk.run("rehearse", "-o", "out.txt").out()).isEmpty();
        assertThat(folder.resolve("out.txt")).content().contains("02_more  up ", "1 migration up, down and up again");
        desk.file("rollback_02_more.sql", "SELECT nosuch;");
        Desk.Seen seen = desk.run("rehearse", "--format", "json", "-o", "out.json");

        assertThat(seen.exit()).isEqualTo(5);
        assertThat(seen.out()).isEmpty();
        assertThat(seen.err()).contains("nosuch");
        assertThat(folder.resolve("out.json")).content().contains("\"exit\": 5", "\"error\": {");
    }

    @Test
    void whatIsThereAlreadyLeadsToTheVerbThatTakesItOver(TestDatabase database) {
        Desk desk = shop(database).migration("02_more", "CREATE TABLE more (id int);", "DROP TABLE more;");
        database.execute("CREATE TABLE more (id int)");

        Desk.Seen seen = desk.run("rehearse");

        assertThat(seen.exit()).isEqualTo(5);
        assertThat(seen.err())
                .contains("\"more\" already exists", "belay adopt")
                .doesNotContain("belay resolve");
    }
}
