package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

@ServerTest
final class VerifyVerbTest {
    @TempDir
    private Path folder;

    private Desk shop(TestDatabase database) {
        return Desk.plain(folder, database)
                .migration(
                        "01_users",
                        "CREATE TABLE users (id bigint PRIMARY KEY, email varchar(20) NOT NULL);",
                        "DROP TABLE users;");
    }

    @Test
    void whatInitWritesHoldsUntilSomethingChanges(TestDatabase database) throws IOException {
        Desk desk = shop(database);
        desk.run("up");

        assertThat(desk.run("verify").err()).contains("cannot read the spec", "belay verify --init writes one");
        assertThat(desk.run("verify", "--init").out()).contains("verify.yaml is written");
        assertThat(Files.readString(folder.resolve("verify.yaml")))
                .contains("history: {pending: 0, checksums_match: true}", "email: {type: varchar(20), null: false}")
                .doesNotContain("schema_migrations", "journal");
        assertThat(desk.run("verify", "--init").err()).contains("there is a spec already");
        Desk.Seen well = desk.run("verify");
        assertThat(well.out()).contains("nothing found");
        assertThat(well.exit()).isZero();

        database.execute("ALTER TABLE users ALTER email TYPE text");
        desk.migration("02_more", "SELECT 1;", "SELECT 1;");

        Desk.Seen ill = desk.run("verify");
        assertThat(ill.exit()).isEqualTo(1);
        assertThat(ill.out())
                .contains(
                        "column\n  ✗ public.users.email is of type text, not varchar(20)\n"
                                + "      expected in verify.yaml:",
                        "history\n  ✗ pending is 1, not 0; the first is 02_more",
                        "2 findings");
        assertThat(desk.run("verify", "--only", "history").out())
                .contains("1 finding")
                .doesNotContain("email", "is another one now");
        desk.file("01_users.sql", "CREATE TABLE users (id bigint PRIMARY KEY);");
        assertThat(desk.run("verify", "--only", "history").out())
                .contains("01_users is applied, and its file is another one now", "2 findings");
    }

    @Test
    void theSpecOfOneMigrationHasWhatThatAdds(TestDatabase database) {
        Desk desk = shop(database)
                .migration("02_more", """
                        ALTER TABLE users ADD "Odd" text CHECK ("Odd" <> ''), ALTER email TYPE text;
                        CREATE INDEX users_email ON users (email);
                        CREATE TYPE mood AS ENUM ('sad', 'ok');
                        CREATE TABLE orders (id int PRIMARY KEY, mood mood);
                        CREATE VIEW open AS SELECT id FROM orders;
                        """, "DROP VIEW open; DROP TABLE orders; DROP TYPE mood;")
                .migration("03_later", "CREATE TABLE later ();", "DROP TABLE later;");

        assertThat(desk.run("verify", "--from-migration", "nowhere").err())
                .startsWith("belay: there is no migration \"nowhere\"");

        Desk.Seen seen = desk.run("verify", "--from-migration", "02_more");

        assertThat(seen.out()).isEqualTo("""
                version: 1
                defaults: {schema: public}

                tables:
                  orders:
                    columns:
                      id: {type: integer, null: false}
                      mood: mood
                    primary_key: [id]
                  users:
                    columns:
                      email: {type: text, null: false}
                      Odd: text
                    checks:
                      users_Odd_check: "\\"Odd\\" <> ''::text"
                    indexes:
                      users_email: btree (email)

                views:
                  open:

                enums:
                  mood: [sad, ok]
                """);
        desk.run("up");
        assertThat(desk.run("verify", "--from-migration", "02_more", "-o", "verify.yaml")
                        .exit())
                .isZero();
        assertThat(desk.run("verify", "--only", "column,index,enum,view,check").out())
                .contains("nothing found");
    }

    @Test
    void eachFormatSaysTheSame(TestDatabase database) throws Exception {
        Desk desk = shop(database).file("verify.yaml", """
            version: 1
            tables: {users: {columns: {id: int, "a<b&#": text}, rows: 0}}
            """);
        desk.run("up");

        Desk.Seen junit = desk.run("verify", "--format", "junit");
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(junit.out().getBytes(StandardCharsets.UTF_8)));
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(2);
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(4 + 17);
        assertThat(desk.run("verify", "--format", "tap").out())
                .startsWith("TAP version 13\n1..21\n")
                .contains("not ok 2 - column public.users.id\n# error: public.users.id is of type bigint, not int\n");
        assertThat(desk.run("verify", "--format", "markdown").out())
                .contains("## belay verify: 2 findings", "| error | column | public.users.id |");
        Map<String, Object> sarif = desk.run("verify", "--format", "sarif").json();
        assertThat(sarif).containsEntry("version", "2.1.0");
        assertThat(sarif.get("runs").toString())
                .contains("ruleId=column", "uri=verify.yaml", "startLine=2", "fullyQualifiedName=public.users.id");
        assertThat((List<?>) desk.run("verify", "--json").json().get("findings"))
                .hasSize(2);
        assertThat(desk.run("verify", "--format", "junit", "-o", "out.xml").exit())
                .isEqualTo(1);
        assertThat(folder.resolve("out.xml")).content().isEqualTo(junit.out());
    }

    @Test
    void theLastMigrationIsTheJournals(TestDatabase database) throws InterruptedException {
        Desk desk = shop(database).file("verify.yaml", """
            version: 1
            tables: {users: {analyzed: migration}}
            """);
        desk.run("up");
        database.execute("ANALYZE users");
        String counted = "SELECT last_analyze IS NOT NULL FROM pg_stat_user_tables WHERE relname = 'users'";
        for (int i = 0; i < 100 && !database.query(counted).equals(List.of("t")); i++) {
            Thread.sleep(50);
        }

        assertThat(desk.run("verify", "--only", "analyzed").out()).contains("1 check, nothing found");
        desk.migration("02_more", "SELECT 1;", "SELECT 1;").run("up");
        assertThat(desk.run("verify", "--only", "analyzed").out()).contains(", before the last migration");
    }

    @Test
    void rowsStayWhatTheyWereWhenTheyWereWrittenDown(TestDatabase database) {
        Desk desk = shop(database).file("verify.yaml", """
            version: 1
            health: false
            tables: {users: {rows: {unchanged_since: before.yaml}, data: {unchanged_since: before.yaml}}}
            """);
        desk.run("up");
        database.execute("INSERT INTO users VALUES (1, 'a'), (2, 'b')");

        assertThat(desk.run("verify").out()).contains("before.yaml does not say what it held: belay verify --record");
        assertThat(desk.run("verify", "--record").out()).contains("before.yaml is written");
        assertThat(folder.resolve("before.yaml")).content().contains("  public.users: {rows: 2, hash: \"xxh64:");
        assertThat(desk.run("verify").out()).contains("3 checks, nothing found");
        database.execute("UPDATE users SET email = 'c' WHERE id = 1");
        assertThat(desk.run("verify").out())
                .contains("public.users has other rows than those of before.yaml", "1 finding");
        database.execute("DELETE FROM users WHERE id = 1");
        assertThat(desk.run("verify").out()).contains("public.users has 1 row, 2 in before.yaml", "2 findings");
        desk.file("verify.yaml", "version: 1");
        assertThat(desk.run("verify", "--record").err()).contains("says of no table that it is unchanged");
    }

    @Test
    void driftIsACheckWhereTheEnvironmentNamesItsSnapshot(TestDatabase database) throws IOException {
        Desk desk = shop(database)
                .file("belay.yaml", """
                    project: shop
                    convention: plain
                    environments:
                      dev: {url: "${DATABASE_URL}", snapshot: dev.snapshot, refresh_snapshot: true}
                      other: {url: "${DATABASE_URL}"}
                    default_environment: dev
                    """)
                .file("verify.yaml", "version: 1\nhealth: false\ntables: {users: }\n");

        assertThat(desk.run("verify").out())
                .contains("drift: there is no snapshot dev.snapshot: belay snapshot writes it");
        assertThat(desk.run("up").err()).contains("dev.snapshot is written");
        assertThat(desk.run("verify").out()).contains("2 checks, nothing found");
        assertThat(folder.resolve("dev.snapshot")).content().contains("table public.users");

        database.execute("ALTER TABLE users ADD late int", "CREATE TABLE surprise ()", "COMMENT ON TABLE users IS 'x'");

        assertThat(desk.run("verify").out())
                .contains(
                        "table public.surprise is not in the snapshot",
                        "table public.users has changed: ",
                        "late",
                        "2 findings");
        assertThat(desk.run("verify", "--env", "other").exit()).isZero();
        desk.file("verify.yaml", "version: 1\nhealth: false\ntables: {users: }\ndrift: false\n");
        assertThat(desk.run("verify").exit()).isZero();
        desk.migration("02_more", "DROP TABLE surprise;", "SELECT 1;").run("up");
        desk.file("verify.yaml", "version: 1\nhealth: false\ntables: {users: }\ndrift: {ignore: [comments]}\n");
        assertThat(desk.run("verify").exit()).isZero();
        assertThat(Files.exists(folder.resolve("schema.snapshot"))).isFalse();
    }

    @Test
    void whatChangesSomethingIsNotTriedWhereTheEnvironmentIsProtected(TestDatabase database) {
        Desk desk = shop(database).file("verify.yaml", """
            version: 1
            rejects: [{sql: "INSERT INTO users (id) VALUES (1)", sqlstate: "23502"}]
            """);
        database.execute("CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL)");

        assertThat(desk.run("verify", "--env", "prod").out()).contains("not seen\n  rejects: ", "--scratch");
        assertThat(desk.run("verify", "--env", "prod", "--scratch", "target", "--only", "rejects")
                        .out())
                .contains("1 check, nothing found");
    }

    @Test
    void aRoleThatMayMakeNoDatabaseSeesAllTheRest(TestDatabase database) {
        String role = database.name() + "_reader";
        shop(database).file("verify.yaml", """
            version: 1
            health: false
            tables: {users: {columns: {id: int}}}
            rejects: [{sql: "INSERT INTO users (id) VALUES (1)", sqlstate: "23502"}]
            """);
        database.execute(
                "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL)",
                "CREATE ROLE " + role + " LOGIN PASSWORD 'secret'");
        try {
            Desk reader = Desk.plain(folder, new TestDatabase(database.server(), database.name(), role, "secret"));

            Desk.Seen seen = reader.run("verify");
            assertThat(seen.out()).contains("public.users.id is of type bigint, not int", "not seen\n  rejects: ");
            assertThat(seen.exit()).isEqualTo(1);
            assertThat(reader.run("verify", "--scratch", "target").exit()).isEqualTo(3);
            shop(database).file("verify.yaml", """
                version: 1
                health: false
                tables: {users: {columns: {id: bigint}}}
                rollback: {fingerprint_after_down: equals_before_up}
                rejects: [{sql: "INSERT INTO users (id) VALUES (1)", sqlstate: "23502"}]
                """);
            Desk.Seen blind = reader.run("verify");
            assertThat(blind.out()).contains("✓ 2 checks, nothing found, 2 not seen");
            assertThat(blind.exit()).isZero();
            Desk.Seen strict = reader.run("verify", "--strict");
            assertThat(strict.out()).contains("was not seen: ", "✗ 2 checks, 1 finding, 1 not seen");
            assertThat(strict.exit()).isEqualTo(1);
        } finally {
            database.execute("DROP ROLE " + role);
        }
    }

    @Test
    void aCheckThatNobodyKnowsIsAMistakeAndNotAnEmptyReport(TestDatabase database) {
        Desk desk = shop(database).file("verify.yaml", "version: 1\ntables: {users: {rows: 0}}\n");
        desk.run("up");

        Desk.Seen near = desk.run("verify", "--only", "rows,colum");

        assertThat(near.exit()).isEqualTo(2);
        assertThat(near.err()).contains("there is no check \"colum\"", "did you mean \"column\"?");
        Desk.Seen far = desk.run("verify", "--only", "nosuch");
        assertThat(far.exit()).isEqualTo(2);
        assertThat(far.err()).contains("there is no check \"nosuch\"", "known are: ", "rows, ", "bloat", "health");
        assertThat(desk.run("verify", "--only", "column").exit())
                .as("one that this spec does not ask for")
                .isEqualTo(1);
    }

    @Test
    void whatIsMeantForAFileGoesThereInEveryFormat(TestDatabase database) {
        Desk desk = shop(database).file("verify.yaml", "version: 1\nhealth: false\ntables: {users: {rows: 1}}\n");
        desk.run("up");

        Desk.Seen seen = desk.run("verify", "--format", "json", "-o", "out.json");

        assertThat(seen.exit()).isEqualTo(1);
        assertThat(seen.out()).isEmpty();
        assertThat(folder.resolve("out.json")).content().contains("\"command\": \"verify\"", "\"exit\": 1");
        assertThat(desk.run("verify", "--usage", "-o", "usage.txt").out()).isEmpty();
        assertThat(folder.resolve("usage.txt")).content().contains("users_pkey");
        assertThat(desk.run("verify", "--usage", "--format", "json", "-o", "usage.json")
                        .out())
                .isEmpty();
        assertThat(folder.resolve("usage.json")).content().contains("\"command\": \"verify\"", "users_pkey");
        assertThat(desk.run("health", "--json", "-o", "health.json").out()).isEmpty();
        assertThat(folder.resolve("health.json")).content().contains("\"command\": \"health\"");
    }

    @Test
    void optionsThatWouldBeIgnoredAreAMistake(TestDatabase database) {
        Desk desk = shop(database).file("verify.yaml", "version: 1\ntables: {users: {rows: 0}}\n");
        desk.run("up");

        for (String words : java.util.List.of(
                "--init --usage",
                "--record --from-migration 01_users",
                "--usage --format junit",
                "--init --format html",
                "--record -o x.yaml",
                "--init --only rows",
                "--init --strict",
                "--unused",
                "-t users")) {
            String[] arguments = ("verify " + words).split(" ");
            Desk.Seen seen = desk.run(arguments);
            assertThat(seen.exit()).as(words).isEqualTo(2);
            assertThat(seen.err()).as(words).contains("belay: ", "see \"belay verify --help\"");
        }
    }

    /** Some firewall or proxy takes the connection and never says a word: whoever has seen enough need not wait for it. */
    @Test
    void aSilentServerIsNotWaitedForByWhoeverStops() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Desk desk = new Desk(folder)
                    .with("DATABASE_URL", "postgresql://x@127.0.0.1:" + silent.getLocalPort() + "/x")
                    .file("belay.yaml", """
                            project: shop
                            convention: plain
                            environments:
                              dev: {url: "${DATABASE_URL}"}
                            """)
                    .file("verify.yaml", "version: 1\nhealth: true\n");
            CompletableFuture<Desk.Seen> verification = CompletableFuture.supplyAsync(() -> desk.run("verify"));
            try (Socket unused = silent.accept()) {
                long start = System.nanoTime();

                desk.signals.get("INT").run();

                Desk.Seen seen = verification.get();
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
                assertThat(seen.exit()).isEqualTo(130);
                assertThat(seen.err()).hasLineCount(1).contains("stopped before the end");
            }
        }
    }

    @Test
    void aSpecOfADatabaseWithPendingMigrationsHoldsAndSaysWhatItLeavesOut(TestDatabase database) {
        Desk desk = shop(database);
        desk.run("up");
        desk.migration("09_more", "CREATE TABLE more (id int);", "DROP TABLE more;");

        assertThat(desk.run("verify", "--init").exit()).isZero();

        assertThat(folder.resolve("verify.yaml")).content().contains("""
                        # not so when this was written: pending is 1, not 0; the first is 09_more
                        # history: {pending: 0, checksums_match: true}
                        """);
        assertThat(desk.run("verify").exit()).isZero();
    }
}
