package dev.belay.core.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.Sql;
import dev.belay.core.db.Surroundings;
import dev.belay.testing.EveryMajor;
import dev.belay.testing.HostileOperators;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@ServerTest
final class ActivityTest {
    private static Connection connect(TestDatabase database, String application) {
        return new Database(ConnectionUrl.parse(database.url())
                        .settings(new Surroundings(Map.of(), Path.of("/nonexistent"))))
                .withApplicationName(application)
                .connect();
    }

    private static int pid(Connection connection) throws SQLException {
        return connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
    }

    private static CompletableFuture<Void> later(Connection connection, String sql) {
        return CompletableFuture.runAsync(() -> {
            try {
                Sql.script(connection, sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void waitsForALock(Connection monitor, int pid) throws Exception {
        for (int i = 0; i < 500; i++) {
            Optional<Integer> waits = Sql.first(
                    monitor,
                    "SELECT 1 FROM pg_stat_activity WHERE pid = ? AND wait_event_type = 'Lock'",
                    row -> row.getInt(1),
                    pid);
            if (waits.isPresent()) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("pid " + pid + " does not wait");
    }

    @Test
    void showsTheReaderBehindTheMigrationBehindTheQuery(TestDatabase database) throws Exception {
        database.execute("CREATE TABLE users (id int)");
        try (Connection monitor = connect(database, "monitor");
                Connection reader = connect(database, "reader");
                Connection migration = connect(database, "migration");
                Connection query = connect(database, "query")) {
            Sql.script(reader, "BEGIN; SELECT * FROM users -- " + "x".repeat(300));
            CompletableFuture<Void> altered = later(migration, "ALTER TABLE users ADD COLUMN name text");
            waitsForALock(monitor, pid(monitor, "migration"));
            CompletableFuture<Void> queried = later(query, "SELECT count(*) FROM users");
            waitsForALock(monitor, pid(monitor, "query"));

            List<Blocker> ofTheQuery = Activity.blockers(monitor, pid(monitor, "query"));
            List<Blocker> ofTheMigration = Activity.blockers(monitor, pid(monitor, "migration"));
            List<Blocker> ofTheReader = Activity.blockers(monitor, pid(monitor, "reader"));
            Sql.script(reader, "COMMIT");
            altered.get();
            queried.get();

            assertThat(ofTheReader).isEmpty();
            assertThat(ofTheQuery).hasSize(1);
            Blocker alter = ofTheQuery.get(0);
            assertThat(alter.session().application()).isEqualTo("migration");
            assertThat(alter.session().query()).isEqualTo("ALTER TABLE users ADD COLUMN name text");
            assertThat(alter.holds()).isEmpty();
            assertThat(alter.wants()).contains(new Lock("AccessExclusiveLock", "public.users"));
            assertThat(alter.blockedBy()).hasSize(1);
            Blocker read = alter.blockedBy().get(0);
            assertThat(read.session().application()).isEqualTo("reader");
            assertThat(read.session().user()).isEqualTo("postgres");
            assertThat(read.session().client()).isEqualTo("127.0.0.1");
            assertThat(read.session().state()).isEqualTo("idle in transaction");
            assertThat(read.session().query()).hasSize(200);
            assertThat(read.holds()).contains(new Lock("AccessShareLock", "public.users"));
            assertThat(read.wants()).isEmpty();
            assertThat(read.blockedBy()).isEmpty();
            assertThat(ofTheMigration)
                    .singleElement()
                    .extracting(Blocker::blockedBy)
                    .isEqualTo(List.of());
        }
    }

    private static int pid(Connection monitor, String application) throws SQLException {
        return Sql.one(
                monitor,
                "SELECT pid FROM pg_stat_activity WHERE application_name = ? AND datname = current_database()",
                row -> row.getInt(1),
                application);
    }

    @EveryMajor
    void namesTheReaderThatAConcurrentIndexBuildWaitsFor(TestDatabase database) throws Exception {
        database.execute("CREATE TABLE users (id int)", "CREATE TABLE other (id int)");
        try (Connection monitor = connect(database, "monitor");
                Connection reader = connect(database, "reader");
                Connection build = connect(database, "build")) {
            Sql.script(reader, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT * FROM other");
            CompletableFuture<Void> built = later(build, "CREATE INDEX CONCURRENTLY users_id ON users (id)");
            waitsForALock(monitor, pid(monitor, "build"));

            List<Blocker> blockers = Activity.blockers(monitor, pid(monitor, "build"));
            List<Session> holders = Activity.snapshotHolders(monitor);
            Sql.script(reader, "COMMIT");
            built.get();

            assertThat(blockers).singleElement().satisfies(blocker -> {
                assertThat(blocker.session().application()).isEqualTo("reader");
                assertThat(blocker.holds()).contains(new Lock("ExclusiveLock", "the end of a transaction or snapshot"));
            });
            assertThat(holders).extracting(Session::application).contains("reader");
            assertThat(holders.get(0).application()).isEqualTo("reader");
        }
    }

    @Test
    void whoAsksIsNotAmongThoseThatAreWaitedFor(TestDatabase database) throws Exception {
        database.execute("CREATE TABLE users (id int)");
        try (Connection monitor = connect(database, "monitor");
                Connection asking = connect(database, "asking");
                Connection build = connect(database, "build")) {
            Sql.script(asking, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1");
            CompletableFuture<Void> built = later(build, "CREATE INDEX CONCURRENTLY users_id ON users (id)");
            int pid = pid(monitor, "build");
            waitsForALock(monitor, pid);

            assertThat(Activity.blockers(monitor, pid))
                    .singleElement()
                    .extracting(blocker -> blocker.session().application())
                    .isEqualTo("asking");
            assertThat(Activity.blockers(asking, pid)).isEmpty();

            Sql.script(asking, "COMMIT");
            built.get();
        }
    }

    @Test
    void namesWhoHoldsARow(TestDatabase database) throws Exception {
        database.execute("CREATE TABLE users (id int)", "INSERT INTO users VALUES (1)");
        try (Connection monitor = connect(database, "monitor");
                Connection one = connect(database, "one");
                Connection two = connect(database, "two");
                Connection three = connect(database, "three")) {
            Sql.script(one, "BEGIN; UPDATE users SET id = 2");
            CompletableFuture<Void> second = later(two, "UPDATE users SET id = 3");
            waitsForALock(monitor, pid(monitor, "two"));
            CompletableFuture<Void> third = later(three, "UPDATE users SET id = 4");
            waitsForALock(monitor, pid(monitor, "three"));

            List<Blocker> blockers = Activity.blockers(monitor, pid(monitor, "three"));
            Sql.script(one, "COMMIT");
            second.get();
            third.get();

            assertThat(blockers).singleElement().satisfies(blocker -> {
                assertThat(blocker.session().application()).isEqualTo("two");
                assertThat(blocker.holds()).contains(new Lock("ExclusiveLock", "a row of public.users"));
                assertThat(blocker.wants()).contains(new Lock("ShareLock", "the end of a transaction"));
                assertThat(blocker.blockedBy())
                        .singleElement()
                        .extracting(first -> first.session().application())
                        .isEqualTo("one");
            });
        }
    }

    @Test
    void endsInADeadlockToo(TestDatabase database) throws Exception {
        database.execute("CREATE TABLE a ()", "CREATE TABLE b ()");
        try (Connection monitor = connect(database, "monitor");
                Connection one = connect(database, "one");
                Connection two = connect(database, "two")) {
            Sql.script(one, "SET deadlock_timeout = '1min'; BEGIN; LOCK a");
            Sql.script(two, "SET deadlock_timeout = '1min'; BEGIN; LOCK b");
            CompletableFuture<Void> first = later(one, "LOCK b");
            CompletableFuture<Void> second = later(two, "LOCK a");
            waitsForALock(monitor, pid(monitor, "one"));
            waitsForALock(monitor, pid(monitor, "two"));

            List<Blocker> blockers = Activity.blockers(monitor, pid(monitor, "one"));
            Sql.script(monitor, "SELECT pg_terminate_backend(" + pid(monitor, "two") + ")");
            first.get();

            assertThat(second).failsWithin(java.time.Duration.ofSeconds(10));
            assertThat(blockers).singleElement().satisfies(blocker -> {
                assertThat(blocker.session().application()).isEqualTo("two");
                assertThat(blocker.wants()).contains(new Lock("AccessExclusiveLock", "public.a"));
                assertThat(blocker.blockedBy()).isEmpty();
            });
        }
    }

    @EveryMajor
    void callsNoOperatorOfAUser(TestDatabase database) throws Exception {
        database.execute("CREATE TABLE users (id int)");
        HostileOperators.lieInWait(database);
        try (Connection monitor = connect(database, "monitor");
                Connection reader = connect(database, "reader");
                Connection migration = connect(database, "migration");
                Connection query = connect(database, "query");
                Connection dump = connect(database, "pg_dump")) {
            Sql.script(reader, "BEGIN; TABLE users");
            CompletableFuture<Void> altered = later(migration, "ALTER TABLE users ADD COLUMN name text");
            waitsForALock(monitor, pid(migration));
            CompletableFuture<Void> queried = later(query, "TABLE users");
            waitsForALock(monitor, pid(query));

            List<Blocker> blockers = Activity.blockers(monitor, pid(query));
            List<Session> holders = Activity.snapshotHolders(monitor);
            List<Session> dumps = Activity.dumps(monitor);
            Sql.script(reader, "COMMIT");
            altered.get();
            queried.get();

            assertThat(blockers)
                    .singleElement()
                    .extracting(blocker -> blocker.wants().orElseThrow())
                    .isEqualTo(new Lock("AccessExclusiveLock", "public.users"));
            assertThat(holders).extracting(Session::application).contains("migration");
            assertThat(dumps).extracting(Session::pid).containsExactly(pid(dump));
        }
    }

    @Test
    void seesRunningDumps(TestDatabase database, TestDatabase elsewhere) throws SQLException {
        try (Connection monitor = connect(database, "monitor");
                Connection dump = connect(database, "pg_dump");
                Connection backup = connect(database, "belay backup 7");
                Connection other = connect(elsewhere, "pg_dump")) {
            assertThat(Activity.dumps(monitor))
                    .extracting(Session::pid)
                    .containsExactlyInAnyOrder(pid(dump), pid(backup))
                    .doesNotContain(pid(other));
        }
    }

    @Test
    void saysWhoASessionIsInOneLine() {
        Instant now = Instant.parse("2026-01-01T00:05:00Z");
        Session session = new Session(
                7,
                "bob",
                "psql",
                "10.0.0.1",
                "client backend",
                "idle in transaction",
                Optional.of(now.minusSeconds(300)),
                "SELECT 1");

        assertThat(session.describe(now))
                .isEqualTo(
                        "pid 7, user \"bob\", application \"psql\", from 10.0.0.1, idle in transaction for 5 min: SELECT 1");
        assertThat(new Session(0, "bob", "", "", "prepared transaction", "", Optional.empty(), "gid").describe(now))
                .isEqualTo("a prepared transaction, user \"bob\", prepared transaction: gid");
    }
}
