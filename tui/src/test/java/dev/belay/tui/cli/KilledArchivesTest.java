package dev.belay.tui.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.Patience;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole processes that are ended in the middle of a backup or a restore: what is left, and what the next run makes of it. */
@ServerTest
final class KilledArchivesTest {
    private static final int TERMINATED = 143;
    private static final int KILLED = 137;

    @TempDir
    private Path folder;

    private Desk desk;
    private TestDatabase source;

    @BeforeEach
    void fill(TestDatabase database) {
        source = database;
        // A check that takes as long as a setting of the database says, in which a restore can be met.
        source.execute(
                "CREATE FUNCTION idle() RETURNS bool LANGUAGE sql VOLATILE AS $$ SELECT pg_catalog.pg_sleep("
                        + "coalesce(pg_catalog.current_setting('shop.idle', true), '0')::float8) IS NOT NULL $$",
                "CREATE TABLE quick (id int PRIMARY KEY, v text)",
                "INSERT INTO quick SELECT i, md5(i::text) FROM generate_series(1, 100) i",
                "CREATE TABLE slow (id int PRIMARY KEY, v text, CHECK (idle()))",
                "INSERT INTO slow SELECT i, repeat(md5(i::text), 100) FROM generate_series(1, 150) i");
        desk = Desk.plain(folder, source).now();
    }

    private Process belay(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Daws.accessKeyId=id",
                "-Daws.secretAccessKey=secret",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.belay.tui.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said().toFile());
        process.environment().put("DATABASE_URL", source.url());
        return process.start();
    }

    private Path said() {
        return folder.resolve("said.txt");
    }

    /** Until it is in the middle. */
    private void await(Process process, BooleanSupplier middle) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!middle.getAsBoolean()) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as(Files.readString(said()))
                    .isTrue();
            Thread.sleep(20);
        }
    }

    private static boolean copying(TestDatabase database, String what) {
        return !database.query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND query LIKE 'COPY%" + what + "%' AND pid <> pg_backend_pid()")
                .isEmpty();
    }

    private static void assertNobodyIsConnected(TestDatabase database) {
        String others = "SELECT query FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
                // Who asked before may be on his way out.
                + " AND query NOT LIKE 'SELECT query FROM pg_stat_activity%'";
        Patience.until("nobody is connected", () -> database.query(others).isEmpty());
    }

    /** A backup that takes longer than anybody waits, when rows are already in its files. */
    private Process backupInTheMiddle() throws Exception {
        Process backup = belay("backup", "--to=backups", "--rate=10KB", "--compress=none", "--jobs=2");
        await(backup, () -> copying(source, "slow") && leftovers().anyMatch(file -> file.endsWith(".dat")));
        return backup;
    }

    private Stream<String> leftovers() {
        try (Stream<Path> files = Files.walk(folder.resolve("backups"))) {
            return files.filter(Files::isRegularFile).map(Path::toString).toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private void assertTheNextBackupIsGood() {
        assertThat(desk.run("check", "latest", "--from=backups").exit())
                .as("none yet")
                .isEqualTo(2);
        Desk.Seen next = desk.run("backup", "--to=backups");
        assertThat(next.exit()).as(next.err()).isZero();
        assertThat(desk.run("check", "latest", "--from=backups").out()).contains("2 tables, 250 rows");
    }

    @Test
    void aBackupThatIsTerminatedLeavesNothing() throws Exception {
        Process backup = backupInTheMiddle();

        backup.destroy();

        assertThat(backup.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(backup.exitValue()).isEqualTo(TERMINATED);
        assertThat(Files.readString(said(), UTF_8))
                .contains("stopping: nothing of this backup is kept", "nothing of this backup was kept");
        assertThat(leftovers()).isEmpty();
        assertNobodyIsConnected(source);
        assertTheNextBackupIsGood();
    }

    @Test
    void aBackupIntoS3ThatIsTerminatedLeavesNoObjectAndNoUpload() throws Exception {
        source.execute("CREATE TABLE large AS SELECT i, repeat(md5(i::text), 1000) FROM generate_series(1, 400) i");
        try (SmallBucket bucket = new SmallBucket()) {
            String s3 = "--s3=" + bucket.endpoint();
            String place = "--to=s3://bucket/backups";
            String[] options = {"--s3=part-size=5", "--compress=none", "--jobs=1"};
            Process backup = belay("backup", place, s3, options[0], options[1], options[2], "--rate=5MB");
            await(backup, () -> bucket.parts() > 0);

            backup.destroy();

            assertThat(backup.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(backup.exitValue()).isEqualTo(TERMINATED);
            assertThat(Files.readString(said(), UTF_8)).contains("nothing of this backup was kept");
            assertThat(bucket.uploads()).isEmpty();
            assertThat(bucket.keys()).isEmpty();
            assertNobodyIsConnected(source);
            Desk.Seen next = desk.run("backup", place, s3, options[0], options[1], options[2]);
            assertThat(next.exit()).as(next.err()).isZero();
            assertThat(desk.run("check", "latest", "--from=s3://bucket/backups", s3)
                            .out())
                    .contains("3 tables, 650 rows");
            assertThat(bucket.uploads()).isEmpty();
        }
    }

    @Test
    void aBackupThatIsKilledLeavesNoArchiveAndWhatPruneTakesAway() throws Exception {
        Process backup = backupInTheMiddle();

        backup.destroyForcibly().waitFor();

        assertThat(backup.exitValue()).isEqualTo(KILLED);
        assertNobodyIsConnected(source);
        assertThat(leftovers()).isNotEmpty().allMatch(file -> file.contains("/."));
        assertThat(desk.run("backups", "backups").out()).contains("no backups here");
        assertTheNextBackupIsGood();
        assertThat(desk.run("prune", "backups", "--keep-last=1").exit()).isZero();
        assertThat(leftovers()).isNotEmpty().noneMatch(file -> file.contains("/."));
    }

    /** A restore whose first table is there, and whose second is under way. */
    private Process restoreInTheMiddle(TestDatabase target) throws Exception {
        assertThat(desk.run("backup", "--to=backups").exit()).isZero();
        target.execute("ALTER DATABASE " + target.name() + " SET shop.idle = '0.03'");
        Files.writeString(folder.resolve("target"), target.url());
        Process restore = belay("restore", "latest", "--from=backups", "--into=file:target", "--jobs=2");
        await(
                restore,
                () -> copying(target, "slow")
                        && target.tables().contains("public.quick")
                        && target.query("SELECT count(*) FROM quick").contains("100"));
        return restore;
    }

    private void assertTheNextRestoreIsWhole(TestDatabase target) {
        assertNobodyIsConnected(target);
        assertThat(target.query("SELECT (SELECT count(*) FROM quick), (SELECT count(*) FROM slow)"))
                .containsExactly("100|0");
        target.execute("ALTER DATABASE " + target.name() + " RESET shop.idle");
        String[] command = {"restore", "latest", "--from=backups", "--into=file:target"};
        assertThat(desk.run(command).err()).contains("is not empty", "--clean");

        Desk.Seen next = desk.run(Stream.concat(Stream.of(command), Stream.of("--clean", "--confirm=" + target.name()))
                .toArray(String[]::new));

        assertThat(next.exit()).as(next.err()).isZero();
        assertThat(target.query("SELECT (SELECT count(*) FROM quick), (SELECT count(*) FROM slow)"))
                .containsExactly("100|150");
    }

    @Test
    void aRestoreThatIsTerminatedHasWholeTablesOrEmptyOnesAndSaysHowToGoOn(TestDatabase target) throws Exception {
        Process restore = restoreInTheMiddle(target);

        restore.destroy();

        assertThat(restore.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(restore.exitValue()).isEqualTo(TERMINATED);
        assertThat(Files.readString(said(), UTF_8)).contains("is incomplete", "--clean");
        assertTheNextRestoreIsWhole(target);
    }

    @Test
    void aRestoreThatIsKilledHasWholeTablesOrEmptyOnes(TestDatabase target) throws Exception {
        Process restore = restoreInTheMiddle(target);

        restore.destroyForcibly().waitFor();

        assertThat(restore.exitValue()).isEqualTo(KILLED);
        assertTheNextRestoreIsWhole(target);
    }
}
