package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class CompareVerbTest {
    @TempDir
    private Path folder;

    @Test
    void twoDatabasesAreComparedRowByRow(TestDatabase a, TestDatabase b) {
        for (TestDatabase one : List.of(a, b)) {
            one.execute(
                    "CREATE TABLE users (id int PRIMARY KEY, mail text)",
                    "INSERT INTO users SELECT i, 'secret' || i FROM generate_series(1, 100) i",
                    "CREATE TABLE log (line text)");
        }
        Desk desk = Desk.plain(folder, a).with("OTHER", b.url());

        Desk.Seen same = desk.run("compare", "dev", "env:OTHER");
        assertThat(same.out()).contains("2 tables, 100 rows, all the same");
        assertThat(same.exit()).isZero();

        b.execute(
                "UPDATE users SET mail = 'x' WHERE id IN (7, 8)",
                "DELETE FROM users WHERE id = 100",
                "INSERT INTO log VALUES ('private')");
        Desk.Seen other = desk.run("compare", "dev", "env:OTHER");
        assertThat(other.exit()).isEqualTo(1);
        assertThat(other.out())
                .contains(
                        "public.users  100 rows in A, 99 in B",
                        "  1 only in A, 2 changed\n  id 7..8, 100\n  ~ 7  mail\n  ~ 8  mail\n  - 100\n",
                        "public.log  0 rows in A, 1 in B\n  1 only in B\n  + a row\n",
                        "2 of 2 tables are not the same")
                .doesNotContain("secret", "private");
        assertThat(desk.run("compare", "dev", "env:OTHER", "--values").out())
                .contains("~ 7  mail: secret7 -> x", "+ private");
        assertThat(desk.run("compare", "dev", "env:OTHER", "-t", "log", "--brief")
                        .out())
                .contains("1 of 1 table is not the same")
                .doesNotContain("users", "only in");
        assertThat(desk.run("compare", "dev", "env:OTHER", "--json").out()).doesNotContain("secret", "private");
        assertThat(desk.run("compare", "dev", "env:OTHER", "-t", "nosuch").out())
                .contains("nothing was compared");
        assertThat(desk.run("compare", "dev", "nowhere").exit()).isEqualTo(2);
    }

    @Test
    void itTellsHowItGetsOn(TestDatabase a) {
        a.execute("CREATE TABLE one AS SELECT i FROM generate_series(1, 500) i", "CREATE TABLE two (x int)");
        Desk desk = Desk.plain(folder, a);

        assertThat(desk.run("compare", "dev", "dev", "--progress=plain").err())
                .matches(
                        "(?s)public\\.one: 500 rows, 3\\.\\d kB, .* \\(1/2\\)\\Rpublic\\.two: 0 rows, .* \\(2/2\\)\\R");
        assertThat(desk.run("compare", "dev", "dev", "--progress=json").err())
                .contains("\"event\":\"copy_planned\",\"tables\":2")
                .contains("\"event\":\"table_copied\",\"table\":\"public.one\",\"rows\":500");
        assertThat(desk.run("compare", "dev", "dev", "--quiet").err()).isEmpty();
    }

    @Test
    void ctrlCEndsItAndLeavesNoSessionOnEitherServer(TestDatabase a) throws Exception {
        TestDatabase b = TestServer.of(16).createDatabase();
        try (b) {
            for (TestDatabase one : List.of(a, b)) {
                one.execute(
                        "CREATE TABLE t (id int PRIMARY KEY, v text)",
                        "INSERT INTO t SELECT i, repeat('x', 1000) FROM generate_series(1, 1000) i");
            }
            Desk desk = Desk.plain(folder, a).with("OTHER", b.url());
            String ours = "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'belay%'";
            // The table is locked on one side, so that side waits, and the other has long been read.
            try (Connection holder = b.connect()) {
                holder.setAutoCommit(false);
                holder.createStatement().execute("LOCK TABLE t");
                Thread person = new Thread(() -> {
                    while (b.query("SELECT 1 FROM pg_stat_activity WHERE application_name LIKE 'belay%'"
                                    + " AND wait_event_type = 'Lock'")
                            .isEmpty()) {
                        Thread.onSpinWait();
                    }
                    desk.signals.get("INT").run();
                });
                person.start();

                Desk.Seen seen = desk.run("compare", "dev", "env:OTHER");

                person.join();
                assertThat(seen.exit()).isEqualTo(130);
                assertThat(seen.err()).contains("both servers are asked to cancel", "stopped before all was compared");
                for (TestDatabase one : List.of(a, b)) {
                    String own = ours + " AND datname = '" + one.name() + "'";
                    for (int i = 0; i < 100 && !one.query(own).equals(List.of("0")); i++) {
                        Thread.sleep(50);
                    }
                    assertThat(one.query(own)).containsExactly("0");
                }
            }
        }
    }

    @Test
    void theHashesAreThoseOfTheManifest(TestDatabase a) throws IOException {
        a.execute(
                "CREATE TABLE t (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) STORED, at timestamptz, f"
                        + " float8)",
                "INSERT INTO t (id, at, f) SELECT i, '2026-01-01'::timestamptz + i * interval '1 s', i / 3.0 FROM"
                        + " generate_series(1, 999) i");
        Desk desk = Desk.plain(folder, a);
        desk.run("backup", "--to", "backups");
        String manifest;
        try (Stream<Path> files = Files.walk(folder.resolve("backups"))) {
            manifest = Files.readString(files.filter(file -> file.endsWith("manifest.json"))
                    .findFirst()
                    .orElseThrow());
        }

        Object table =
                ((List<?>) desk.run("compare", "dev", "dev", "--json").json().get("tables")).get(0);
        String hash = String.valueOf(((java.util.Map<?, ?>) table).get("hash_a"));

        assertThat(hash).startsWith("xxh64:");
        assertThat(manifest).contains(hash);
    }
}
