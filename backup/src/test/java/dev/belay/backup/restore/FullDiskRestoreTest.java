package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.backup.Backup;
import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.restore.ObjectResult.Outcome;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target whose disk is full in the middle of a restore: the database lies on a file system of a few megabytes. */
@ServerTest
final class FullDiskRestoreTest {
    private static final int ROWS = 60_000;

    /** Of a server on this machine, whatever server the other tests use. */
    private final TestServer server = TestServer.of(TestServer.DEFAULT_MAJOR);

    @TempDir
    private Path folder;

    private Path disk;

    @BeforeEach
    void aSmallDisk() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(mount("mount", "-t", "tmpfs", "-o", "size=12m", "none"), "gate not run: only root can mount a disk");
        Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @AfterEach
    void unmount() throws Exception {
        mount("umount", "--lazy");
    }

    private boolean mount(String... command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(List.of(command));
        whole.add(disk.toString());
        return new ProcessBuilder(whole)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void theTableThatHasNoRoomIsNamedAndEmptyAndTheNextRunIsWhole() throws Exception {
        try (TestDatabase source = server.createDatabase();
                LocalStorage storage = new LocalStorage(folder.resolve("backups"))) {
            source.execute(
                    "CREATE TABLE small (id int PRIMARY KEY, v text)",
                    "INSERT INTO small SELECT i, md5(i::text) FROM generate_series(1, 100) i",
                    "CREATE TABLE big (id int PRIMARY KEY, v text)",
                    "INSERT INTO big SELECT i, repeat(md5(i::text), 5) FROM generate_series(1, " + ROWS + ") i");
            String archive = new Backup(Restores.database(source), BackupOptions.DEFAULT, "0", BackupListener.NONE)
                    .to(storage)
                    .archive();
            server.execute("CREATE TABLESPACE tight LOCATION '" + disk + "'");
            String name = source.name() + "_tight";
            server.execute("CREATE DATABASE " + name + " TEMPLATE template0 TABLESPACE tight");
            try (TestDatabase target = new TestDatabase(server, name, source.user(), source.password());
                    RestoreSource from = RestoreSource.open(storage, archive, Decryption.NONE)) {
                assertStoppedByTheDisk(from, target);

                assertThat(mount("mount", "-o", "remount,size=100m")).isTrue();
                RestoreResult again = restore(from, target, RestoreOptions.Target.CLEANED);

                assertThat(again.failed()).isEmpty();
                assertThat(counts(target)).isEqualTo("100|" + ROWS);
            }
            server.execute("DROP TABLESPACE tight");
        }
    }

    private static void assertStoppedByTheDisk(RestoreSource from, TestDatabase target) {
        RestoreResult result = restore(from, target, RestoreOptions.Target.EMPTY);

        assertThat(result.failure()).contains(Kind.BACKUP);
        assertThat(result.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.name()).isEqualTo("public.big");
            assertThat(failed.error().orElseThrow().state()).contains("53100");
            assertThat(failed.error().orElseThrow().message()).contains("No space left on device");
        });
        assertThat(result.of(Outcome.NOT_RESTORED))
                .extracting(ObjectResult::name)
                .contains("public.big big_pkey");
        assertThat(counts(target)).isIn("0|0", "100|0");
    }

    private static String counts(TestDatabase target) {
        return target.query("SELECT (SELECT count(*) FROM small), (SELECT count(*) FROM big)")
                .get(0);
    }

    private static RestoreResult restore(RestoreSource from, TestDatabase target, RestoreOptions.Target state) {
        return from.restore(
                Restores.database(target),
                RestoreOptions.DEFAULT.with(state),
                RestoreListener.SILENT,
                new Cancellation());
    }
}
