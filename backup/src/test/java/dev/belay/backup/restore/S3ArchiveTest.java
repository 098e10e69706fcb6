package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.Backup;
import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.BackupResult;
import dev.belay.backup.Listing;
import dev.belay.backup.Manifest;
import dev.belay.backup.Prune;
import dev.belay.backup.Retention;
import dev.belay.backup.archive.Compression;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.archive.Layout;
import dev.belay.backup.s3.S3Server;
import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.Storages;
import dev.belay.backup.storage.StoredFile;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.testing.Patience;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that are never on a disk: straight to S3, and restored straight from there. */
@ServerTest
final class S3ArchiveTest {
    /** As they are, so that one object has several parts. */
    private static final BackupOptions PLAIN =
            BackupOptions.builder().compression(Compression.NONE).build();

    private static final int ROWS = 3000;

    private final String place = "s3://" + S3Server.bucket() + "/backups";

    private static void fill(TestDatabase source) {
        source.execute(
                "CREATE TABLE wide (id int PRIMARY KEY, v text)",
                "INSERT INTO wide SELECT i, repeat(md5(i::text), 128) FROM generate_series(1, " + ROWS + ") i",
                "CREATE TABLE small (id serial, v text UNIQUE)",
                "INSERT INTO small (v) SELECT md5(i::text) FROM generate_series(1, 100) i",
                "SELECT lo_from_bytea(4711, decode(repeat('00ff', 5000), 'hex'))");
    }

    @Test
    void aBackupGoesStraightToS3AndComesBackFromThere(TestDatabase source, TestDatabase target) throws IOException {
        fill(source);
        try (Storage storage = Storages.open(place, S3Server.options())) {
            BackupResult backup = new Backup(Restores.database(source), PLAIN, "0", BackupListener.NONE).to(storage);
            assertThat(storage.list(backup.archive()).stream().mapToLong(StoredFile::size))
                    .anyMatch(size -> size > 2 * (5 << 20));

            assertComesBack(storage, backup.archive(), target);
        }
    }

    private static void assertComesBack(Storage storage, String archive, TestDatabase target) {
        var drill = new Drill(
                        Restores.database(target),
                        RestoreOptions.DEFAULT,
                        RestoreListener.SILENT,
                        new Cancellation(),
                        Clock.systemUTC())
                .run(RestoreSource.open(storage, archive, Decryption.NONE), "0")
                .drill();

        assertThat(drill.findings()).isEmpty();
        assertThat(drill.rows()).isEqualTo(ROWS + 100);
        assertThat(drill.largeObjects()).isEqualTo(1);
    }

    @Test
    void aKilledBackupIsNoArchiveAndTheNextOneWorks(TestDatabase source, TestDatabase target) throws Exception {
        fill(source);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Daws.accessKeyId=" + System.getProperty("aws.accessKeyId"),
                        "-Daws.secretAccessKey=" + System.getProperty("aws.secretAccessKey"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        source.url(),
                        place,
                        S3Server.endpoint())
                .redirectErrorStream(true)
                .start();
        try (Storage storage = Storages.open(place, S3Server.options())) {
            try (var said = process.inputReader()) {
                assertThat(said.lines().filter(line -> line.equals("half")).findFirst())
                        .isPresent();
                awaitAnUpload(storage);
                process.destroyForcibly().waitFor();
            }
            assertThat(storage.list("").stream().map(StoredFile::name))
                    .noneMatch(name -> name.endsWith(Manifest.MARKER));
            BackupResult next = new Backup(Restores.database(source), PLAIN, "0", BackupListener.NONE).to(storage);
            assertComesBack(storage, next.archive(), target);
            assertPruneTakesTheUploadAway(storage, next.archive());
        }
    }

    private static void awaitAnUpload(Storage storage) {
        Patience.until("an upload has begun", () -> {
            try {
                return !storage.leftovers().isEmpty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Not at once: nobody can know that it is not at work. */
    private static void assertPruneTakesTheUploadAway(Storage storage, String archive) throws IOException {
        Retention keep = new Retention(1, 0, 0, 0);
        assertThat(storage.leftovers()).isNotEmpty();

        new Prune(storage, keep, Instant.now()).run();
        assertThat(storage.leftovers()).isNotEmpty();
        new Prune(storage, keep, Instant.now().plus(Duration.ofHours(25))).run();

        assertThat(storage.leftovers()).isEmpty();
        assertThat(storage.list("").stream().map(StoredFile::name))
                .isNotEmpty()
                .allMatch(name -> name.startsWith(archive + "/"));
    }

    @Test
    void anArchiveOfOneFileThatSomebodyPutThereIsOneOfTheDatabases(
            TestDatabase source, TestDatabase target, @TempDir Path folder) throws IOException {
        fill(source);
        Path file = folder.resolve("shop.dump");
        new Backup(Restores.database(source), BackupOptions.DEFAULT, "0", BackupListener.NONE).to(file, Layout.CUSTOM);
        try (Storage storage = Storages.open(place, S3Server.options());
                Stream<Path> files = Files.list(folder)) {
            for (Path one : files.toList()) {
                storage.put(one.getFileName().toString(), Files.readAllBytes(one));
            }

            assertThat(Listing.ofDatabase(storage, source.name()))
                    .singleElement()
                    .satisfies(shelf -> assertThat(shelf.good()).isTrue());
            assertComesBack(storage, "shop.dump", target);
        }
    }

    @Test
    void whoStopsABackupLeavesNoUpload(TestDatabase source) throws IOException {
        fill(source);
        Thread thread = Thread.currentThread();
        try (Storage storage = Storages.open(place, S3Server.options())) {
            BackupListener impatient = new BackupListener() {
                private long rows;

                @Override
                public synchronized void read(long bytes, long more) {
                    rows += more;
                    if (rows > ROWS / 2) {
                        thread.interrupt();
                    }
                }
            };

            assertThatThrownBy(() -> new Backup(Restores.database(source), PLAIN, "0", impatient).to(storage))
                    .isInstanceOfSatisfying(
                            BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(storage.leftovers()).isEmpty();
            assertThat(storage.list("")).isEmpty();
        }
    }

    /** A backup that is killed when half of the rows are under way. */
    static final class Victim {
        public static void main(String[] arguments) {
            BackupListener half = new BackupListener() {
                private long rows;

                @Override
                public synchronized void read(long bytes, long more) {
                    rows += more;
                    if (rows > ROWS / 2) {
                        System.out.println("half");
                        pause();
                    }
                }
            };
            Storage storage = Storages.open(arguments[1], java.util.Map.of("endpoint", arguments[2], "part-size", "5"));
            new Backup(Restores.database(arguments[0]), PLAIN, "0", half).to(storage);
        }

        private static void pause() {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
