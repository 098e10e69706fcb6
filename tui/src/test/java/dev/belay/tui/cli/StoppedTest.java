package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verbs that only look, while the server lets them wait: somebody holds a lock on a table that they want to see. */
@ServerTest
final class StoppedTest {
    private static final List<String> VERBS = List.of(
            "verify", "verify --usage", "health", "schema", "snapshot", "diff dev migrations", "rehearse", "adopt");

    /** Those whose temporary database comes before the table that is locked. */
    private static final List<String> SCRATCHED = List.of("verify", "rehearse", "adopt");

    private static final String SCRATCHES = "SELECT datname FROM pg_database WHERE datname LIKE 'belay_scratch%'";

    @TempDir
    private Path folder;

    @Test
    void ctrlCLeavesOneLineAndNothingOnTheServer(TestDatabase database) throws Exception {
        Desk desk = Desk.plain(folder, database)
                .migration("01_users", "CREATE TABLE users (id serial PRIMARY KEY);", "DROP TABLE users;")
                .file("verify.yaml", """
                        version: 1
                        tables: {users: {rows: 0}}
                        rejects: [{sql: "INSERT INTO users VALUES (NULL)", sqlstate: "23502"}]
                        """);
        desk.run("up");
        desk.migration("02_more", "CREATE TABLE more (id int);", "DROP TABLE more;");
        try (Connection holder = database.connect()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("LOCK TABLE users");
            for (String verb : VERBS) {
                stopped(desk, database, verb);
            }
        }

        assertThat(desk.run("verify", "--only", "rows").exit()).isZero();
    }

    private static void stopped(Desk desk, TestDatabase database, String verb) throws Exception {
        String ours = "SELECT pid, query FROM pg_stat_activity WHERE application_name LIKE 'belay%' AND (datname = '"
                + database.name() + "' OR datname LIKE 'belay_scratch%')";
        desk.signals.clear();
        CompletableFuture<Desk.Seen> running =
                CompletableFuture.supplyAsync(() -> desk.run((verb + " --quiet").split(" ")));
        String there = SCRATCHED.contains(verb) ? SCRATCHES : ours;
        while (!running.isDone() && (database.query(there).isEmpty() || !desk.signals.containsKey("INT"))) {
            Thread.sleep(10);
        }
        // Now it waits for the lock, or will.
        Thread.sleep(100);

        desk.signals.get("INT").run();

        Desk.Seen seen = running.get();
        assertThat(seen.exit()).as(verb + seen).isEqualTo(130);
        assertThat(seen.out()).as(verb).isEmpty();
        assertThat(seen.err()).as(verb).isEqualTo("belay: stopped before the end: nothing was changed\n");
        assertThat(database.query(SCRATCHES)).as(verb).isEmpty();
        for (int i = 0; i < 200 && !database.query(ours).isEmpty(); i++) {
            Thread.sleep(10);
        }
        assertThat(database.query(ours)).as(verb).isEmpty();
    }
}
