package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.tui.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data migration whose process is killed goes on where it was, and does no row twice. */
@ServerTest
final class DataMigrationCrashTest {
    @TempDir
    private Path folder;

    /** It waits between two batches, within one, and behind the last: there it is killed. */
    private static final String PROGRAM = """
            void gate(int number) throws SQLException {
                rows("SELECT pg_advisory_xact_lock(?)::text", number);
            }

            once("begin", () -> execute("INSERT INTO done VALUES (0)"));
            batch("item", "id", 10, items -> {
                if (items.get(0).number("id") == 21) {
                    gate(1);
                }
                execute("INSERT INTO done SELECT * FROM unnest(?)", items.keys());
                if (items.get(0).number("id") == 31) {
                    gate(2);
                }
            });
            gate(3);
            once("end", () -> execute("INSERT INTO done VALUES (46)"));
            """;

    @Test
    void killedAnywhereItIsResumedAndEachRowIsDoneOnce(TestDatabase database) throws Exception {
        Desk desk = Desk.plain(folder, database).migration("001_item", """
                        CREATE TABLE item AS SELECT i AS id FROM generate_series(1, 45) i;
                        CREATE TABLE done (id int);
                        """, "DROP TABLE item, done");
        assertThat(desk.run("up").exit()).isZero();
        desk.file("002_work.jsh", PROGRAM);

        killAt(1, database);
        assertThat(done(database)).containsExactly("0..20 21");
        killAt(2, database);
        assertThat(done(database)).containsExactly("0..30 31");
        killAt(3, database);
        assertThat(done(database)).containsExactly("0..45 46");
        assertThat(desk.run("status").out()).contains("going up, 45 rows done");
        Desk.Seen last = desk.run("up");

        assertThat(last.out()).contains("resumed").contains("002_work");
        assertThat(done(database)).containsExactly("0..46 47");
        assertThat(desk.run("up").out()).doesNotContain("002_work");
    }

    private static List<String> done(TestDatabase database) {
        return database.query("SELECT min(id) || '..' || max(id) || ' ' || count(*) FROM done"
                + " HAVING count(*) = count(DISTINCT id)");
    }

    private void killAt(int gate, TestDatabase database) throws Exception {
        try (Connection holder = DriverManager.getConnection(jdbc(database), database.user(), database.password());
                Statement statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + gate + ")");
            Process process = start(database);
            try {
                awaitWaiting(gate, database, process);
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("ended by SIGKILL").isEqualTo(128 + 9);
            // Its server process dies as well: that it may live on is another test's concern.
            database.query("SELECT pg_terminate_backend(pid, 10000) FROM pg_locks"
                    + " WHERE locktype = 'advisory' AND NOT granted");
        }
    }

    private static String jdbc(TestDatabase database) {
        return "jdbc:postgresql://" + database.server().host() + ":"
                + database.server().port() + "/" + database.name();
    }

    private Process start(TestDatabase database) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "up")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("said.txt").toFile()));
        builder.environment().put("DATABASE_URL", database.url());
        return builder.start();
    }

    private void awaitWaiting(int gate, TestDatabase database, Process process) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (database.query("SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = " + gate
                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                        + " AND NOT granted")
                .isEmpty()) {
            assertThat(process.isAlive()).as(this::said).isTrue();
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private String said() {
        try {
            return java.nio.file.Files.readString(folder.resolve("said.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
