package dev.belay.backup.restore;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.Backup;
import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.BackupResult;
import dev.belay.backup.archive.Compression;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.crypto.AgeKey;
import dev.belay.backup.crypto.Identities;
import dev.belay.backup.crypto.Recipients;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.testing.InMemory;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever byte of an archive is wrong, a restore says so, and no row of the table that it is in is ever committed. */
@ServerTest
final class DamagedRestoreTest {
    private static final int SAMPLES = 60;

    /** Where age writes for whom a file is encrypted. */
    private static final int STANZA = 28;

    @TempDir(factory = InMemory.class)
    Path scratch;

    private Decryption keys = Decryption.NONE;

    @Test
    void everyDamageIsFoundBeforeItsTableCommits(TestDatabase source, TestServer server) throws IOException {
        assertEveryDamageIsFound(source, server, BackupOptions.DEFAULT, SAMPLES);
    }

    @Test
    void everyDamageOfAnEncryptedArchiveIsFoundBeforeItsTableCommits(TestDatabase source, TestServer server)
            throws Exception {
        AgeKey key = AgeKey.generate();
        keys = Identities.read(key.write(scratch.resolve("key.txt")))::decrypt;
        Recipients recipients = Recipients.of(List.of(key.recipient()));

        // As they are, so that no file ends in the first buffer.
        BackupOptions options =
                BackupOptions.builder().compression(Compression.NONE).build().sealed(recipients::encrypt);

        assertEveryDamageIsFound(source, server, options, SAMPLES / 2);
    }

    private void assertEveryDamageIsFound(TestDatabase source, TestServer server, BackupOptions options, int samples)
            throws IOException {
        source.execute(
                "CREATE TABLE one (id int PRIMARY KEY, v text)",
                "INSERT INTO one SELECT i, md5(i::text) FROM generate_series(1, 3000) i",
                "CREATE TABLE two (id int, v bytea)",
                "INSERT INTO two SELECT i, decode(md5(i::text), 'hex') FROM generate_series(1, 3000) i",
                "SELECT lo_from_bytea(4711, decode(repeat('00ff', 5000), 'hex'))");
        Path archive;
        try (LocalStorage storage = new LocalStorage(scratch)) {
            archive = scratch.resolve(new Backup(Restores.database(source), options, "0", BackupListener.NONE)
                    .to(storage)
                    .archive());
        }
        List<Path> files;
        try (Stream<Path> found = Files.list(archive)) {
            files = found.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(6);
        try (TestDatabase target = server.createDatabase()) {
            Random random = new Random(20261120);
            for (int i = 0; i < samples; i++) {
                Path file = files.get(i % files.size());
                byte[] whole = Files.readAllBytes(file);
                String what = damage(file, whole, random);

                assertFound(target, archive, 2, file.getFileName() + ": " + what);

                Files.write(file, whole);
            }
            for (Path file : files) {
                if (file.toString().endsWith(".age")) {
                    assertABrokenHeaderIsFound(target, archive, file);
                }
            }
            assertThat(restore(target, archive, 2).ok()).isTrue();
        }
    }

    /** No key opens such a file, and yet it is no wrong key. */
    private void assertABrokenHeaderIsFound(TestDatabase target, Path archive, Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        byte[] copy = whole.clone();
        copy[STANZA] ^= 1;
        Files.write(file, copy);

        assertFound(target, archive, 2, file.getFileName() + ": header");

        Files.write(file, whole);
    }

    @Test
    void nothingIsDroppedForAnArchiveOfWhichAFileIsMissing(TestDatabase source, TestDatabase target)
            throws IOException {
        source.execute(
                "CREATE TABLE one (id int)",
                "INSERT INTO one SELECT generate_series(1, 300)",
                "SELECT lo_from_bytea(4711, 'x')");
        target.execute("CREATE TABLE one (id int)", "INSERT INTO one VALUES (7)");
        Path archive;
        try (LocalStorage storage = new LocalStorage(scratch)) {
            archive = scratch.resolve(
                    new Backup(Restores.database(source), BackupOptions.DEFAULT, "0", BackupListener.NONE)
                            .to(storage)
                            .archive());
        }
        try (Stream<Path> files = Files.list(archive)) {
            for (Path file : files.filter(one -> one.toString().contains(".dat.") || one.endsWith("blobs.toc.zst"))
                    .toList()) {
                byte[] whole = Files.readAllBytes(file);
                Files.delete(file);
                assertRefused(target, archive);
                Files.write(file, Arrays.copyOf(whole, whole.length - 1));
                assertRefused(target, archive);
                Files.write(file, whole);
            }
        }
        assertThat(restore(target, archive, 2).ok()).isTrue();
    }

    private void assertRefused(TestDatabase target, Path archive) {
        assertThatThrownBy(() -> restore(target, archive, 2))
                .isInstanceOfSatisfying(
                        BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INTEGRITY));
        assertThat(target.query("SELECT * FROM one")).containsExactly("7");
    }

    /** One session loads all of them, or two share them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aTableInSeveralRunsIsCommittedWholeOrNotAtAll(int jobs, TestDatabase source, TestDatabase target)
            throws IOException {
        source.execute(
                "CREATE TABLE one (id int PRIMARY KEY, v text)",
                "INSERT INTO one SELECT i, md5(i::text) FROM generate_series(1, 3000) i");
        BackupOptions inRuns =
                BackupOptions.builder().piece(OptionalLong.of(60_000)).build();
        BackupResult backup;
        try (LocalStorage storage = new LocalStorage(scratch)) {
            backup = new Backup(Restores.database(source), inRuns, "0", BackupListener.NONE).to(storage);
        }
        List<String> files =
                requireNonNull(backup.manifest().tables().get("public.one")).files();
        assertThat(files).hasSizeGreaterThan(2);
        Path archive = scratch.resolve(backup.archive());
        for (String name : files) {
            Path file = archive.resolve(name);
            byte[] whole = Files.readAllBytes(file);
            whole[whole.length / 2] ^= 1;
            Files.write(file, whole);

            assertFound(target, archive, jobs, name);

            whole[whole.length / 2] ^= 1;
            Files.write(file, whole);
        }
        RestoreResult result = restore(target, archive, jobs);
        assertThat(result.ok()).isTrue();
        assertThat(result.rows()).isEqualTo(3000);
    }

    /** Cuts it somewhere, or turns one bit. */
    private static String damage(Path file, byte[] whole, Random random) throws IOException {
        if (random.nextInt(3) == 0) {
            int length = random.nextInt(whole.length);
            Files.write(file, Arrays.copyOf(whole, length));
            return "cut to " + length + " of " + whole.length;
        }
        byte[] copy = whole.clone();
        int place = random.nextInt(whole.length);
        int bit = random.nextInt(8);
        copy[place] ^= (byte) (1 << bit);
        Files.write(file, copy);
        return "bit " + bit + " of byte " + place;
    }

    private RestoreResult restore(TestDatabase target, Path archive, int jobs) throws IOException {
        try (LocalStorage storage = new LocalStorage(archive.getParent());
                RestoreSource source =
                        RestoreSource.open(storage, archive.getFileName().toString(), keys)) {
            return source.restore(
                    Restores.database(target),
                    RestoreOptions.DEFAULT.with(RestoreOptions.Target.CLEANED).withJobs(jobs),
                    RestoreListener.SILENT,
                    new Cancellation());
        }
    }

    private void assertFound(TestDatabase target, Path archive, int jobs, String what) throws IOException {
        RestoreResult result;
        try {
            result = restore(target, archive, jobs);
        } catch (BelayException e) {
            assertThat(e.kind()).as(what + ": " + e.getMessage()).isEqualTo(Kind.INTEGRITY);
            return;
        }
        assertThat(result.failure()).as(what).contains(Kind.INTEGRITY);
        for (ObjectResult failed : result.failed()) {
            if (failed.kind().equals("TABLE DATA")) {
                assertThat(target.query("SELECT count(*) FROM " + failed.name()))
                        .as(what)
                        .containsExactly("0");
            }
        }
    }
}
