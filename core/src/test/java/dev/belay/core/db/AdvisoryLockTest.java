package dev.belay.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@ServerTest
final class AdvisoryLockTest {
    private static final long KEY = LockKey.of(new QualifiedName("public", "changelog"));
    private static final Duration NONE = Duration.ZERO;

    private static Connection connect(TestDatabase database, String name) {
        return new Database(ConnectionUrl.parse(database.url())
                        .settings(new Surroundings(Map.of(), Path.of("/nonexistent"))))
                .withApplicationName(name)
                .connect();
    }

    @Test
    void keepsItsKeyForEver() {
        assertThat(LockKey.of(new QualifiedName("public", "changelog"))).isEqualTo(KEY_OF_PUBLIC_CHANGELOG);
        assertThat(LockKey.of(new QualifiedName("app", "changelog"))).isNotEqualTo(KEY_OF_PUBLIC_CHANGELOG);
    }

    // printf 'belay:1:public.changelog' | sha256sum | cut -c1-16, as a signed number
    private static final long KEY_OF_PUBLIC_CHANGELOG = -7333295800602702883L;

    @Test
    void isHeldByOneSessionAtATime(TestDatabase database) throws SQLException {
        try (Connection one = connect(database, "one");
                Connection two = connect(database, "two")) {
            AdvisoryLock lock = AdvisoryLock.acquire(one, KEY, NONE, WaitListener.SILENT);
            int pid = Sql.one(one, "SELECT pg_backend_pid()", row -> row.getInt(1));

            assertThat(lock.held()).isTrue();
            assertThatThrownBy(() -> AdvisoryLock.acquire(two, KEY, NONE, WaitListener.SILENT))
                    .isInstanceOfSatisfying(BelayException.class, e -> {
                        assertThat(e.kind()).isEqualTo(Kind.LOCKED);
                        assertThat(e.hint()).contains("pg_terminate_backend(" + pid + ")");
                    })
                    .hasMessageContaining("pid " + pid + ", application \"one\", user \"postgres\", from 127.0.0.1");

            lock.close();
            assertThat(lock.held()).isFalse();
            try (AdvisoryLock next = AdvisoryLock.acquire(two, KEY, NONE, WaitListener.SILENT)) {
                assertThat(next.held()).isTrue();
            }
        }
    }

    @Test
    void waitsUntilTheHolderIsDoneAndTellsWhoItIs(TestDatabase database) throws Exception {
        try (Connection one = connect(database, "the holder");
                Connection two = connect(database, "two")) {
            AdvisoryLock lock = AdvisoryLock.acquire(one, KEY, NONE, WaitListener.SILENT);
            List<String> heard = new ArrayList<>();
            WaitListener listener = (holder, waited) -> {
                holder.ifPresent(found -> heard.add(found.application() + " " + found.state()));
                if (heard.size() == 3) {
                    release(lock);
                }
            };

            try (AdvisoryLock next = AdvisoryLock.acquire(two, KEY, Duration.ofSeconds(30), listener)) {
                assertThat(next.held()).isTrue();
            }
            assertThat(heard).containsExactly("the holder idle", "the holder idle", "the holder idle");
        }
    }

    private static void release(AdvisoryLock lock) {
        try {
            lock.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void givesUpWhenThePatienceEnds(TestDatabase database) throws SQLException {
        try (Connection one = connect(database, "one");
                Connection two = connect(database, "two");
                AdvisoryLock lock = AdvisoryLock.acquire(one, KEY, NONE, WaitListener.SILENT)) {
            long start = System.nanoTime();

            BelayException e = catchThrowableOfType(
                    BelayException.class,
                    () -> AdvisoryLock.acquire(two, KEY, Duration.ofMillis(700), WaitListener.SILENT));

            assertThat(e.kind()).isEqualTo(Kind.LOCKED);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(700), Duration.ofSeconds(5));
            assertThat(lock.held()).isTrue();
        }
    }

    @Test
    void stopsWaitingWhenInterruptedOrTold(TestDatabase database) throws Exception {
        try (Connection one = connect(database, "one");
                Connection two = connect(database, "two");
                AdvisoryLock lock = AdvisoryLock.acquire(one, KEY, NONE, WaitListener.SILENT)) {
            WaitListener told = new WaitListener() {
                @Override
                public void waiting(Optional<LockHolder> holder, Duration waited) {}

                @Override
                public boolean cancelled() {
                    return true;
                }
            };
            AtomicReference<Thread> waiter = new AtomicReference<>();
            CompletableFuture<Kind> interrupted = new CompletableFuture<>();
            Thread thread = new Thread(() -> interrupted.complete(catchThrowableOfType(
                            BelayException.class,
                            () -> AdvisoryLock.acquire(
                                    two,
                                    KEY,
                                    Duration.ofMinutes(5),
                                    (holder, waited) -> waiter.get().interrupt()))
                    .kind()));
            waiter.set(thread);

            thread.start();

            assertThat(interrupted.get()).isEqualTo(Kind.INTERRUPTED);
            assertThatThrownBy(() -> AdvisoryLock.acquire(two, KEY, Duration.ofMinutes(5), told))
                    .isInstanceOfSatisfying(
                            BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED));
            assertThat(lock.held()).isTrue();
        }
    }

    @Test
    void takesAllItsKeysOrNone(TestDatabase database) throws SQLException {
        try (Connection one = connect(database, "prisma");
                Connection two = connect(database, "two");
                Connection three = connect(database, "three")) {
            AdvisoryLock prisma = AdvisoryLock.acquire(one, LockKey.PRISMA, NONE, WaitListener.SILENT);
            List<Long> both = List.of(KEY, LockKey.PRISMA);

            assertThatThrownBy(() -> AdvisoryLock.acquire(two, both, NONE, WaitListener.SILENT))
                    .hasMessageContaining("application \"prisma\"");
            AdvisoryLock.acquire(three, KEY, NONE, WaitListener.SILENT).close();
            prisma.close();
            try (AdvisoryLock lock = AdvisoryLock.acquire(two, both, NONE, WaitListener.SILENT)) {
                assertThat(lock.held()).isTrue();
                assertThat(AdvisoryLock.holder(one, LockKey.PRISMA))
                        .map(LockHolder::application)
                        .contains("two");
                assertThat(AdvisoryLock.holder(one, KEY))
                        .map(LockHolder::application)
                        .contains("two");
            }
            assertThat(AdvisoryLock.holder(one, KEY)).isEmpty();
        }
    }

    @Test
    void isNotMistakenForAPairOfSmallKeysNorForAnotherDatabase(TestDatabase here, TestDatabase there)
            throws SQLException {
        try (Connection one = connect(here, "one");
                Connection two = connect(there, "two");
                Connection pair = connect(here, "pair")) {
            Sql.script(pair, "SELECT pg_advisory_lock(" + (int) (KEY >> 32) + ", " + (int) KEY + ")");

            try (AdvisoryLock lock = AdvisoryLock.acquire(one, KEY, NONE, WaitListener.SILENT);
                    AdvisoryLock other = AdvisoryLock.acquire(two, KEY, NONE, WaitListener.SILENT)) {
                assertThat(AdvisoryLock.holder(pair, KEY))
                        .map(LockHolder::application)
                        .contains("one");
                assertThat(lock.held()).isTrue();
                assertThat(other.held()).isTrue();
            }
        }
    }

    @Test
    void survivesAFailedTransactionAndRollsItBackAtTheEnd(TestDatabase database) throws SQLException {
        try (Connection connection = connect(database, "one")) {
            AdvisoryLock lock = AdvisoryLock.acquire(connection, KEY, NONE, WaitListener.SILENT);
            connection.setAutoCommit(false);
            Sql.script(connection, "CREATE TABLE unfinished ()");
            assertThatThrownBy(() -> Sql.script(connection, "SELECT 1/0")).isInstanceOf(SQLException.class);

            assertThat(lock.held()).isTrue();
            lock.close();

            assertThat(lock.held()).isFalse();
            assertThat(connection.getAutoCommit()).isTrue();
        }
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void isLostWithItsConnectionWithoutAWord(TestDatabase database) throws SQLException {
        Connection connection = connect(database, "one");
        AdvisoryLock lock = AdvisoryLock.acquire(connection, KEY, NONE, WaitListener.SILENT);

        connection.close();

        assertThat(lock.held()).isFalse();
        lock.close();
    }

    @Test
    void isNotHeldByASessionThatTheServerEnded(TestDatabase database) throws SQLException {
        try (Connection connection = connect(database, "one")) {
            AdvisoryLock lock = AdvisoryLock.acquire(connection, KEY, NONE, WaitListener.SILENT);
            int pid = Sql.one(connection, "SELECT pg_backend_pid()", row -> row.getInt(1));

            database.execute("SELECT pg_terminate_backend(" + pid + ", 5000)");

            lock.close();
            assertThat(lock.held()).isFalse();
        }
    }

    @Test
    void saysSoWhenAScriptGaveItAway(TestDatabase database) throws SQLException {
        try (Connection connection = connect(database, "one")) {
            AdvisoryLock lock = AdvisoryLock.acquire(connection, KEY, NONE, WaitListener.SILENT);
            Sql.script(connection, "SELECT pg_advisory_unlock_all()");

            assertThat(lock.held()).isFalse();
            assertThatThrownBy(lock::close).hasMessage("the run lock was lost while the run went on");
        }
    }

    @Test
    void lookedAtInTheServerLetsACommitThroughOnlyWhileItHoldsEveryKey(TestDatabase database) throws SQLException {
        long other = Long.MIN_VALUE + 7;
        try (Connection connection = connect(database, "one");
                AdvisoryLock lock = AdvisoryLock.acquire(connection, List.of(KEY, other), NONE, WaitListener.SILENT)) {
            Sql.script(connection, "BEGIN; CREATE TABLE kept ()");
            Sql.script(connection, lock.check() + "; COMMIT");

            // Another lock of the same keys is not this one, and twice the one is not both.
            Sql.script(
                    connection,
                    "SELECT pg_advisory_lock_shared(" + KEY + "), pg_advisory_lock_shared(" + other
                            + "), pg_advisory_unlock(" + other + ")");
            Sql.script(connection, "BEGIN; CREATE TABLE lost ()");
            assertThatThrownBy(() -> Sql.script(connection, lock.check() + "; COMMIT"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(AdvisoryLock.saysLost(e)).isTrue());

            Sql.script(connection, "ROLLBACK; SELECT pg_try_advisory_lock(" + other + ")");
        }
        assertThat(database.query("SELECT relname FROM pg_class WHERE relname IN ('kept', 'lost')"))
                .containsExactly("kept");
    }

    @Test
    void refusesToBeTakenInATransaction(TestDatabase database) throws SQLException {
        try (Connection connection = connect(database, "one")) {
            connection.setAutoCommit(false);

            assertThatThrownBy(() -> AdvisoryLock.acquire(connection, KEY, NONE, WaitListener.SILENT))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
