package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.storage.Draft;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.testing.Patience;
import dev.belay.testing.PgBouncer;
import dev.belay.testing.ServerTest;
import dev.belay.testing.Standby;
import dev.belay.testing.TestDatabase;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others do to a backup while it runs, and what it must not leave behind. */
@ServerTest
final class BackupTroubleTest {
    @TempDir
    Path scratch;

    @Test
    void whileOthersWriteTheRowsAreThoseOfOneMoment(TestDatabase source, TestDatabase target) throws Exception {
        Stock.assume();
        source.execute(
                "CREATE TABLE account (id int PRIMARY KEY, balance bigint, filler text)",
                "INSERT INTO account SELECT i, 100, repeat('x', 200) FROM generate_series(1, 5000) i",
                "CREATE TABLE ledger (id bigserial PRIMARY KEY, account int, amount bigint)");
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> transfer(source, over));
        BackupResult result;
        try {
            result = Backups.make(
                    source,
                    scratch,
                    Backups.inRuns().jobs(3).rate(OptionalLong.of(1 << 20)).build());
        } finally {
            over.set(true);
        }
        assertThat(writer.get()).isPositive();

        Stock.restore(scratch.resolve(result.archive()), target, 4);

        assertThat(target.query("SELECT sum(balance), count(*) FROM account")).containsExactly("500000|5000");
        assertThat(target.query("SELECT coalesce(sum(amount), 0) FROM ledger")).containsExactly("0");
        assertThat(target.query("""
            SELECT count(*) FROM account a
            WHERE balance <> 100 + coalesce((SELECT sum(amount) FROM ledger l WHERE l.account = a.id), 0)
            """)).containsExactly("0");
    }

    private static int transfer(TestDatabase database, AtomicBoolean over) {
        int done = 0;
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (; !over.get(); done++) {
                int from = 1 + done * 7 % 5000;
                int to = 1 + done * 13 % 5000;
                statement.execute("UPDATE account SET balance = balance - 1 WHERE id = " + from);
                statement.execute("UPDATE account SET balance = balance + 1 WHERE id = " + to);
                statement.execute("INSERT INTO ledger (account, amount) VALUES (" + from + ", -1), (" + to + ", 1)");
                connection.commit();
            }
            return done;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoWaitsToAlterATableDoesNotStopTheBackup(TestDatabase source) throws Exception {
        Sample.load(source);
        AtomicReference<CompletableFuture<Void>> altering = new AtomicReference<>();
        BackupListener listener = new BackupListener() {
            @Override
            public void planned(int tables, long bytes) {
                altering.set(CompletableFuture.runAsync(() -> source.execute("ALTER TABLE book ADD COLUMN more int")));
                await(source, "ALTER TABLE%");
            }
        };

        BackupResult result = new Backup(
                        Stock.database(source), Backups.inRuns().jobs(3).build(), "0", listener)
                .to(new FolderStorage(scratch));
        altering.get().get();

        assertThat(result.manifest().tables().get("public.book").rows()).isEqualTo(8000);
    }

    /** A table that is emptied or rewritten shows an older snapshot no rows at all: nobody may get at any before it is read. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatIsDoneToTablesInTheMiddleWaitsAndIsInTheNextBackup(int jobs, TestDatabase source) throws Exception {
        List<String> changes = List.of(
                "TRUNCATE t1",
                "DROP TABLE t2",
                "ALTER TABLE t3 ALTER id TYPE bigint",
                "ALTER TABLE t4 ADD COLUMN more int",
                "ALTER TABLE part1 ATTACH PARTITION t5 FOR VALUES FROM (0) TO (1000)",
                "ALTER TABLE part2 DETACH PARTITION t6",
                "ALTER TABLE part3 DETACH PARTITION t7 CONCURRENTLY");
        for (int i = 0; i <= changes.size(); i++) {
            source.execute("CREATE TABLE t" + i + " AS SELECT i AS id FROM generate_series(1, 100) i");
        }
        for (int i = 1; i <= 3; i++) {
            source.execute("CREATE TABLE part" + i + " (id int) PARTITION BY RANGE (id)");
        }
        for (int i = 2; i <= 3; i++) {
            source.execute("ALTER TABLE part" + i + " ATTACH PARTITION t" + (i + 4) + " FOR VALUES FROM (0) TO (1000)");
        }
        source.execute("INSERT INTO t0 SELECT i FROM generate_series(1, 50000) i");
        List<CompletableFuture<Void>> changing = new CopyOnWriteArrayList<>();
        BackupListener listener = new BackupListener() {
            @Override
            public synchronized void read(long bytes, long rows) {
                if (changing.isEmpty()) {
                    changes.forEach(sql -> changing.add(CompletableFuture.runAsync(() -> source.execute(sql))));
                    changes.forEach(sql -> await(source, sql));
                }
            }
        };

        Manifest first = new Backup(
                        Stock.database(source), Backups.inRuns().jobs(jobs).build(), "0", listener)
                .to(new FolderStorage(scratch))
                .manifest();
        CompletableFuture.allOf(changing.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        Manifest second =
                Backups.make(source, scratch, Backups.inRuns().build()).manifest();

        Map<String, Long> before = new HashMap<>(Map.of("public.t0", 50_100L));
        for (int i = 1; i <= 7; i++) {
            before.put("public.t" + i, 100L);
        }
        assertThat(rows(first)).isEqualTo(before);
        Map<String, Long> after = new HashMap<>(before);
        after.put("public.t1", 0L);
        after.remove("public.t2");
        assertThat(rows(second)).isEqualTo(after);
    }

    /** No lock keeps anybody from these, and COPY goes by the names of now. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'",
                "ALTER SCHEMA live RENAME TO before; CREATE SCHEMA live; CREATE TABLE live.person (id int, mood mood)"
            })
    void whatIsRenamedUnderTheRowsStopsTheBackupAndTheNextIsGood(String change, TestDatabase source)
            throws IOException {
        source.execute(
                "CREATE TYPE mood AS ENUM ('happy', 'sad')",
                "CREATE SCHEMA first",
                "CREATE TABLE first.read AS SELECT i AS id, repeat('x', 200) FROM generate_series(1, 5000) i",
                "CREATE SCHEMA live",
                "CREATE TABLE live.person AS SELECT i AS id, 'sad'::mood AS mood FROM generate_series(1, 100) i");
        AtomicBoolean done = new AtomicBoolean();
        BackupListener listener = new BackupListener() {
            @Override
            public void read(long bytes, long rows) {
                if (!done.getAndSet(true)) {
                    source.execute(change);
                }
            }
        };

        assertRefused(
                () -> new Backup(
                                Stock.database(source), Backups.inRuns().jobs(1).build(), "0", listener)
                        .to(new FolderStorage(scratch)),
                Kind.BACKUP,
                "was renamed");
        assertThat(leftovers()).isEmpty();
        assertThat(rows(Backups.make(source, scratch, Backups.inRuns().build()).manifest()))
                .containsEntry("first.read", 5000L)
                .containsEntry("live.person", change.contains("SCHEMA") ? 0L : 100L);
    }

    private static Map<String, Long> rows(Manifest manifest) {
        return manifest.tables().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, table -> table.getValue().rows()));
    }

    private static void await(TestDatabase database, String query) {
        Patience.until(
                "somebody waits with " + query,
                () -> !database.query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND wait_event_type = 'Lock' AND query LIKE '" + query + "'")
                        .isEmpty());
    }

    @Test
    void tablesThatTheRoleMayNotReadAreNamed(TestDatabase source) {
        Sample.load(source);
        TestDatabase visitor = visitor(source, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO %s");
        source.execute(
                "GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO " + visitor.user(),
                "REVOKE SELECT ON book FROM " + visitor.user());

        assertRefused(
                () -> Backups.make(
                        visitor,
                        scratch,
                        BackupOptions.builder().contents(Manifest.Contents.DATA).build()),
                Kind.BACKUP,
                "the role may not read public.book");
        BackupResult partly = Backups.make(
                visitor,
                scratch,
                BackupOptions.builder()
                        .selection(dev.belay.core.catalog.Selection.EVERYTHING
                                .table("book")
                                .table("author"))
                        .allowMissing(true)
                        .build());

        assertThat(partly.manifest().leftOut()).containsExactly("the rows of public.book: the role may not read them");
        assertThat(partly.manifest().tables()).containsOnlyKeys("public.author");
    }

    @Test
    void sequencesThatTheRoleMayNotReadAreNamed(TestDatabase source) {
        source.execute(
                "CREATE SCHEMA closed", "CREATE SEQUENCE closed.one", "CREATE SEQUENCE two", "CREATE SEQUENCE three");
        TestDatabase visitor = visitor(source, "GRANT SELECT ON SEQUENCE three TO %s");

        assertRefused(
                () -> Backups.make(visitor, scratch, BackupOptions.DEFAULT),
                Kind.BACKUP,
                "the role may not read the sequences closed.one, public.two");
        BackupResult partly = Backups.make(
                visitor, scratch, BackupOptions.builder().allowMissing(true).build());

        assertThat(partly.manifest().leftOut())
                .contains(
                        "the value of closed.one: the role may not read it",
                        "the value of public.two: the role may not read it");
        assertThat(partly.manifest().contents()).isEqualTo(Manifest.Contents.PART);
    }

    @Test
    void aRowThatAPolicyHidesIsAnErrorAndNotMissing(TestDatabase source) {
        source.execute("CREATE TABLE secret (id int)", "INSERT INTO secret VALUES (1)");
        TestDatabase visitor = visitor(source, "GRANT SELECT ON secret TO %s");
        source.execute("ALTER TABLE secret ENABLE ROW LEVEL SECURITY", "CREATE POLICY none ON secret USING (false)");

        assertRefused(
                () -> Backups.make(visitor, scratch, BackupOptions.DEFAULT),
                Kind.BACKUP,
                "cannot read public.secret: query would be affected by row-level security policy");
        assertThat(leftovers()).isEmpty();
    }

    private static TestDatabase visitor(TestDatabase database, String grant) {
        String role = "visitor_" + database.name();
        database.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'x'", grant.formatted(role));
        return new TestDatabase(database.server(), database.name(), role, "x");
    }

    @Test
    void aFullDiskLeavesNothingBehindAndTheNextRunWorks(TestDatabase source) {
        Sample.load(source);
        FolderStorage full = new FolderStorage(scratch) {
            @Override
            public Draft draft(String folder) throws IOException {
                return new Full(super.draft(folder));
            }
        };

        assertRefused(
                () -> Backups.with(source, BackupOptions.DEFAULT).to(full),
                Kind.BACKUP,
                "the archive cannot be written: No space left on device");
        assertThat(leftovers()).isEmpty();
        assertThat(source.query("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"))
                .containsExactly("1");
        assertThat(Backups.make(source, scratch, BackupOptions.DEFAULT)
                        .manifest()
                        .totals()
                        .rows())
                .isPositive();
    }

    /** Room for some bytes, and then none. */
    private record Full(Draft draft) implements Draft {
        @Override
        public OutputStream create(String name) throws IOException {
            return new FilterOutputStream(draft.create(name)) {
                private int left = 2000;

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    left -= length;
                    if (left < 0) {
                        throw new IOException("No space left on device");
                    }
                    out.write(bytes, offset, length);
                }
            };
        }

        @Override
        public void commit(String marker, byte[] content) throws IOException {
            draft.commit(marker, content);
        }

        @Override
        public void close() throws IOException {
            draft.close();
        }
    }

    @Test
    void aConnectionThatIsCutLeavesNothingBehind(TestDatabase source) {
        Sample.load(source);
        BackupListener cut = new BackupListener() {
            private final AtomicBoolean done = new AtomicBoolean();

            @Override
            public void read(long bytes, long rows) {
                if (!done.getAndSet(true)) {
                    source.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
                }
            }
        };

        // How far the others had come by then is for chance to say.
        assertThatThrownBy(() -> new Backup(
                                Stock.database(source), Backups.inRuns().jobs(3).build(), "0", cut)
                        .to(new FolderStorage(scratch)))
                .isInstanceOfSatisfying(BelayException.class, e -> {
                    assertThat(e.getMessage())
                            .containsAnyOf(
                                    "cannot read ",
                                    "a second session cannot take over",
                                    "terminating connection due to administrator command");
                    assertThat(e.kind()).isIn(Kind.BACKUP, Kind.CONNECTION);
                });
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void anInterruptEndsItSoon(TestDatabase source) throws Exception {
        source.execute(
                "CREATE TABLE big (id int, filler text)",
                "INSERT INTO big SELECT i, repeat('x', 500) FROM generate_series(1, 20000) i");
        Thread thread = Thread.currentThread();
        BackupListener impatient = new BackupListener() {
            @Override
            public void read(long bytes, long rows) {
                thread.interrupt();
            }
        };

        assertRefused(
                () -> new Backup(
                                Stock.database(source),
                                BackupOptions.builder()
                                        .rate(OptionalLong.of(100_000))
                                        .build(),
                                "0",
                                impatient)
                        .to(new FolderStorage(scratch)),
                Kind.INTERRUPTED,
                "interrupted while copying rows");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    @EnabledIf("dev.belay.testing.PgBouncer#isHere")
    void aPoolerThatLendsSessionsAwayIsNamed(TestDatabase source) {
        Sample.load(source);
        try (PgBouncer pooler = PgBouncer.before(source, "transaction", scratch)) {
            assertRefused(
                    () -> Backups.make(pooler.through(source), scratch, BackupOptions.DEFAULT),
                    Kind.BACKUP,
                    "a transaction pooler stands before the server");
        }
    }

    @Test
    @EnabledIf("dev.belay.testing.Standby#isHere")
    void aReplicaIsBackedUpWithoutWhatItDoesNotHave() throws Exception {
        try (Standby both = Standby.start()) {
            both.primary().execute("CREATE TABLE a (id serial)", "INSERT INTO a DEFAULT VALUES");
            both.primary().execute("CREATE UNLOGGED TABLE u (id int)", "INSERT INTO u VALUES (1)");
            Patience.until(
                    "the replica has the tables", () -> both.replica().tables().size() == 2);

            Manifest manifest = Backups.make(
                            both.replica(), scratch, Backups.inRuns().jobs(2).build())
                    .manifest();

            assertThat(manifest.tables()).containsOnlyKeys("public.a");
            assertThat(manifest.leftOut())
                    .containsExactly("the rows of public.u: a replica has none of unlogged tables");
            assertThat(manifest.lsn()).isPresent();
        }
    }

    private List<String> leftovers() {
        try (Stream<Path> files = Files.walk(scratch)) {
            return files.filter(Files::isRegularFile).map(Path::toString).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefused(ThrowingCallable call, Kind kind, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BelayException.class, e -> {
            assertThat(e.getMessage()).contains(message);
            assertThat(e.kind()).isEqualTo(kind);
        });
    }
}
