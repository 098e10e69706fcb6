package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.Backup;
import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.StallingStorage;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.restore.ObjectResult.Outcome;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.testing.Patience;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends a restore in its middle leaves whole tables or empty ones, and a way to go on. */
@ServerTest
final class InterruptedRestoreTest {
    private static final int TABLES = 4;
    private static final int ROWS = 25_000;

    /** One backup for all, which nobody changes. */
    @TempDir
    private static Path scratch;

    private static LocalStorage storage;
    private static String archive;

    @BeforeAll
    static void aBackup(TestServer server) throws IOException {
        storage = new LocalStorage(scratch);
        try (TestDatabase source = server.createDatabase()) {
            for (int i = 1; i <= TABLES; i++) {
                source.execute(
                        "CREATE TABLE t" + i + " (id int PRIMARY KEY, v text UNIQUE)",
                        "INSERT INTO t" + i + " SELECT i, md5(i::text) FROM generate_series(1, " + ROWS + ") i");
            }
            archive = new Backup(Restores.database(source), BackupOptions.DEFAULT, "0", BackupListener.NONE)
                    .to(storage)
                    .archive();
        }
    }

    private RestoreResult restore(
            TestDatabase target, RestoreOptions options, RestoreListener listener, Cancellation cancellation) {
        return RestoreSource.open(storage, archive, Decryption.NONE)
                .restore(Restores.database(target), options, listener, cancellation);
    }

    private void assertWholeOrEmptyThenCleanly(TestDatabase target) {
        for (String table : target.tables()) {
            assertThat(target.query("SELECT count(*) FROM " + table).get(0)).isIn("0", Integer.toString(ROWS));
        }
        RestoreResult again = restore(
                target,
                RestoreOptions.DEFAULT.with(RestoreOptions.Target.CLEANED),
                RestoreListener.SILENT,
                new Cancellation());

        assertThat(again.failed()).isEmpty();
        assertThat(again.ok()).isTrue();
        for (int i = 1; i <= TABLES; i++) {
            assertThat(target.query("SELECT count(*) FROM t" + i)).containsExactly(Integer.toString(ROWS));
        }
        assertThat(target.query("SELECT count(*) FROM pg_index WHERE indrelid::regclass::text ~ '^t[0-9]$'"))
                .containsExactly(Integer.toString(2 * TABLES));
        assertThat(target.query("SELECT DISTINCT tablename FROM pg_stats WHERE schemaname = 'public' ORDER BY 1"))
                .as("of which the planner knows something")
                .hasSize(TABLES);
    }

    @Test
    void anEndedBackendIsAnErrorWithItsObject(TestDatabase target) {
        AtomicBoolean done = new AtomicBoolean();
        RestoreListener killer = new RestoreListener() {
            @Override
            public void sent(long bytes) {
                if (!done.getAndSet(true)) {
                    target.query(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                                    + " AND query LIKE 'COPY%' AND pid <> pg_backend_pid()");
                }
            }
        };

        RestoreResult result = restore(target, RestoreOptions.DEFAULT, killer, new Cancellation());

        assertThat(result.failure()).contains(Kind.BACKUP);
        assertThat(result.failed()).isNotEmpty();
        assertThat(result.of(Outcome.NOT_RESTORED)).isNotEmpty();
        assertWholeOrEmptyThenCleanly(target);
    }

    @Test
    void somebodyWhoStopsItIsToldHowFarItCame(TestDatabase target) {
        Cancellation cancellation = new Cancellation();
        RestoreListener stopper = new RestoreListener() {
            @Override
            public void sent(long bytes) {
                if (!cancellation.requested()) {
                    cancellation.cancel(Kind.INTERRUPTED);
                }
            }
        };

        RestoreResult result = restore(target, RestoreOptions.DEFAULT, stopper, cancellation);

        assertThat(result.failure()).contains(Kind.INTERRUPTED);
        assertThat(result.failed()).isEmpty();
        assertWholeOrEmptyThenCleanly(target);
    }

    /** What is stopped while it waits for more of the archive, from another thread. */
    private static <T> T stopped(StallingStorage stalling, Function<Cancellation, T> work) throws Exception {
        Cancellation cancellation = new Cancellation();
        CompletableFuture<T> running = CompletableFuture.supplyAsync(() -> work.apply(cancellation));
        stalling.awaitReader();

        cancellation.cancel(Kind.INTERRUPTED);

        return running.get(60, TimeUnit.SECONDS);
    }

    @Test
    void nobodyWhoStopsItWaitsForAnArchiveThatStalls(TestDatabase target) throws Exception {
        StallingStorage stalling = new StallingStorage(scratch, file -> file.endsWith(".dat.zst"));

        RestoreResult result = stopped(
                stalling,
                cancellation -> RestoreSource.open(stalling, archive, Decryption.NONE)
                        .restore(
                                Restores.database(target),
                                RestoreOptions.DEFAULT,
                                RestoreListener.SILENT,
                                cancellation));

        assertThat(result.failure()).contains(Kind.INTERRUPTED);
        assertThat(result.failed()).isEmpty();
        assertWholeOrEmptyThenCleanly(target);
    }

    @Test
    void nobodyWhoStopsADrillIsToldThatTheArchiveIsBad(TestDatabase target) {
        StallingStorage stalling = new StallingStorage(scratch, file -> file.endsWith(".dat.zst"));

        assertThatThrownBy(() -> stopped(
                        stalling,
                        cancellation -> new Drill(
                                        Restores.database(target),
                                        RestoreOptions.DEFAULT,
                                        RestoreListener.SILENT,
                                        cancellation,
                                        Clock.systemUTC())
                                .run(RestoreSource.open(stalling, archive, Decryption.NONE), "0")))
                .cause()
                .isInstanceOfSatisfying(
                        BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED))
                .hasMessageContaining("was not compared to its end");
    }

    @Test
    void nobodyWhoStopsItWaitsForADumpThatStalls(TestDatabase target) throws Exception {
        Files.writeString(scratch.resolve("dump.sql"), "CREATE TABLE early (id int);\n" + "-- more\n".repeat(100));
        StallingStorage stalling = new StallingStorage(scratch, file -> file.equals("dump.sql"));

        RestoreResult result = stopped(
                stalling,
                cancellation -> RestoreSource.open(stalling, "dump.sql", Decryption.NONE)
                        .restore(
                                Restores.database(target),
                                RestoreOptions.DEFAULT,
                                RestoreListener.SILENT,
                                cancellation));

        assertThat(result.failure()).contains(Kind.INTERRUPTED);
        assertThat(result.failed()).isEmpty();
    }

    @Test
    void aKilledProcessLeavesNothingHalfDone(TestDatabase target) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        target.url(),
                        scratch.toString(),
                        archive)
                .redirectErrorStream(true)
                .start();
        try (var said = process.inputReader()) {
            assertThat(said.lines().filter(line -> line.equals("loading")).findFirst())
                    .isPresent();
            process.destroyForcibly().waitFor();
        }
        Patience.until(
                "its sessions have ended",
                () -> target.query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'")
                        .isEmpty());

        assertWholeOrEmptyThenCleanly(target);
    }

    /** A restore that is killed when it says that it loads. */
    static final class Victim {
        public static void main(String[] arguments) throws IOException {
            try (LocalStorage storage = new LocalStorage(Path.of(arguments[1]))) {
                RestoreSource.open(storage, arguments[2], Decryption.NONE)
                        .restore(
                                Restores.database(arguments[0]),
                                RestoreOptions.DEFAULT,
                                new RestoreListener() {
                                    @Override
                                    public void sent(long bytes) {
                                        System.out.println("loading");
                                    }
                                },
                                new Cancellation());
            }
        }
    }

    @Test
    void aTargetThatIsNotEmptyIsRefusedAndStaysAsItIs(TestDatabase target) {
        target.execute("CREATE TABLE precious (id int)", "INSERT INTO precious VALUES (1)");

        assertThatThrownBy(() -> restore(target, RestoreOptions.DEFAULT, RestoreListener.SILENT, new Cancellation()))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("is not empty: it has table precious");
        assertThat(target.tables()).containsExactly("public.precious");

        RestoreResult beside = restore(
                target,
                RestoreOptions.DEFAULT.with(RestoreOptions.Target.AS_IS),
                RestoreListener.SILENT,
                new Cancellation());
        assertThat(beside.ok()).isTrue();
        assertThat(target.tables()).hasSize(TABLES + 1);
    }

    @Test
    void cleaningDropsAllOrNothing(TestDatabase target) {
        restore(target, RestoreOptions.DEFAULT, RestoreListener.SILENT, new Cancellation());
        target.execute("CREATE VIEW mine AS SELECT * FROM t1");

        assertThatThrownBy(() -> restore(
                        target,
                        RestoreOptions.DEFAULT.with(RestoreOptions.Target.CLEANED),
                        RestoreListener.SILENT,
                        new Cancellation()))
                .hasMessageContaining("dropped nothing", "mine");
        assertThat(target.query("SELECT count(*) FROM t4")).containsExactly(Integer.toString(ROWS));
    }

    @Test
    void whatDoesNotNeedWhatFailedIsRestoredWhereThatIsWanted(TestDatabase target) {
        target.execute("CREATE TABLE t2 (other int)");

        RestoreResult result = restore(
                target,
                RestoreOptions.DEFAULT.with(RestoreOptions.Target.AS_IS).keepingGoing(),
                RestoreListener.SILENT,
                new Cancellation());

        assertThat(result.failure()).contains(Kind.BACKUP);
        assertThat(result.failed()).extracting(ObjectResult::name).containsExactly("public.t2");
        assertThat(result.of(Outcome.NOT_RESTORED))
                .extracting(object -> object.kind() + " " + object.name())
                .contains("CONSTRAINT public.t2 t2_pkey", "CONSTRAINT public.t2 t2_v_key")
                .doesNotHaveDuplicates();
        for (String table : List.of("t1", "t3", "t4")) {
            assertThat(target.query("SELECT count(*) FROM " + table)).containsExactly(Integer.toString(ROWS));
        }
    }

    @Test
    void rowsAloneGoIntoTablesThatAreThere(TestDatabase target) {
        restore(
                target,
                RestoreOptions.DEFAULT.with(RestoreOptions.Part.SCHEMA),
                RestoreListener.SILENT,
                new Cancellation());
        RestoreOptions data = RestoreOptions.DEFAULT.with(RestoreOptions.Part.DATA);
        assertThat(target.query("SELECT count(*) FROM t1")).containsExactly("0");

        RestoreResult result = restore(target, data, RestoreListener.SILENT, new Cancellation());

        assertThat(result.ok()).isTrue();
        assertThat(result.rows()).isEqualTo(TABLES * ROWS);
        assertThatThrownBy(() -> restore(target, data, RestoreListener.SILENT, new Cancellation()))
                .hasMessageContaining("has already what is to be loaded");
        assertThat(restore(target, data.with(RestoreOptions.Target.CLEANED), RestoreListener.SILENT, new Cancellation())
                        .ok())
                .isTrue();
    }

    @Test
    void aChosenTableComesWithItsIndexesAndNothingElse(TestDatabase target) {
        RestoreResult result = restore(
                target,
                RestoreOptions.DEFAULT.with(EntryChoice.of(List.of(), List.of(), List.of("t3"), List.of())),
                RestoreListener.SILENT,
                new Cancellation());

        assertThat(result.ok()).isTrue();
        assertThat(target.tables()).containsExactly("public.t3");
        assertThat(target.query("SELECT count(*) FROM pg_constraint WHERE conrelid = 't3'::regclass"))
                .containsExactly("2");
        assertThatThrownBy(() -> restore(
                        target,
                        RestoreOptions.DEFAULT.with(EntryChoice.of(List.of(), List.of(), List.of("nosuch"), List.of())),
                        RestoreListener.SILENT,
                        new Cancellation()))
                .hasMessageContaining("nothing in the archive is called nosuch");
    }
}
