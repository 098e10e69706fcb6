package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.Backup;
import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.Manifest;
import dev.belay.backup.archive.Compression;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.s3.FaultProxy;
import dev.belay.backup.s3.FaultProxy.Fault;
import dev.belay.backup.s3.S3Server;
import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.Storages;
import dev.belay.backup.storage.StoredFile;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S3 answers with errors, late, or not to the end, in the middle of a backup and of a restore. */
@ServerTest
final class S3TroubleTest {
    /** As they are, so that one object has several parts. */
    private static final BackupOptions PLAIN =
            BackupOptions.builder().compression(Compression.NONE).build();

    private static final String ROWS =
            "SELECT (SELECT count(*) || md5(string_agg(v, '' ORDER BY id)) FROM wide), (SELECT count(*) FROM small)";

    private static final List<Fault> FAULTS = List.of(
            Fault.ERROR, Fault.SLOW_DOWN, Fault.BAD_REQUEST, Fault.RESET_SENDING, Fault.RESET_ANSWER, Fault.STALL);

    private final String place = "s3://" + S3Server.bucket() + "/backups";

    private static void fill(TestDatabase source) {
        source.execute(
                "CREATE TABLE wide (id int PRIMARY KEY, v text)",
                "INSERT INTO wide SELECT i, repeat(md5(i::text), 128) FROM generate_series(1, 3000) i",
                "CREATE TABLE small (id int)",
                "INSERT INTO small SELECT generate_series(1, 100)",
                "SELECT lo_from_bytea(4711, decode(repeat('00ff', 5000), 'hex'))");
    }

    /** What comes later than this is asked for again, as what does not come at all. */
    private Storage through(FaultProxy proxy) {
        return Storages.open(place, S3Server.options("endpoint", proxy.endpoint(), "timeout", "3"));
    }

    private Storage direct() {
        return Storages.open(place, S3Server.options());
    }

    private static String backUp(TestDatabase source, Storage storage) {
        return new Backup(Restores.database(source), PLAIN, "0", BackupListener.NONE)
                .to(storage)
                .archive();
    }

    private static RestoreResult restore(Storage storage, String archive, TestDatabase target) {
        return restore(storage, archive, target, RestoreOptions.DEFAULT.with(RestoreOptions.Target.CLEANED));
    }

    private static RestoreResult restore(Storage storage, String name, TestDatabase target, RestoreOptions options) {
        return RestoreSource.open(storage, name, Decryption.NONE)
                .restore(Restores.database(target), options, RestoreListener.SILENT, new Cancellation());
    }

    /** Each fourth request goes wrong, each in another way. */
    @Test
    void whatGoesWrongNowAndThenStopsNeitherABackupNorARestore(TestDatabase source, TestDatabase target)
            throws IOException {
        fill(source);
        AtomicInteger requests = new AtomicInteger();
        Function<String, Fault> faults = line -> {
            int request = requests.incrementAndGet();
            return request % 4 == 0 ? FAULTS.get(request / 4 % FAULTS.size()) : Fault.NONE;
        };
        try (FaultProxy proxy = new FaultProxy(faults);
                Storage storage = through(proxy)) {
            while (requests.get() < 6 * FAULTS.size()) {
                RestoreResult result = restore(storage, backUp(source, storage), target);

                assertThat(result.failed()).isEmpty();
                assertThat(target.query(ROWS)).isEqualTo(source.query(ROWS));
            }
        }
        try (Storage storage = direct()) {
            assertThat(storage.leftovers()).isEmpty();
        }
    }

    @Test
    void aBackupWhosePartsDoNotArriveIsNoneAndTheNextOneWorks(TestDatabase source, TestDatabase target)
            throws IOException {
        assertNoBackup("partNumber=2", Fault.RESET_SENDING, source, target);
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR", "SLOW_DOWN", "STALL"})
    @Tag("nightly")
    void aBackupThatCannotGoOnIsNoneAndTheNextOneWorks(Fault fault, TestDatabase source, TestDatabase target)
            throws IOException {
        assertNoBackup("partNumber=2", fault, source, target);
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR", "SLOW_DOWN", "STALL", "RESET_SENDING"})
    @Tag("nightly")
    void aBackupThatCannotBeMarkedIsNoneAndTheNextOneWorks(Fault fault, TestDatabase source, TestDatabase target)
            throws IOException {
        assertNoBackup(Manifest.MARKER, fault, source, target);
    }

    private void assertNoBackup(String at, Fault fault, TestDatabase source, TestDatabase target) throws IOException {
        fill(source);
        try (FaultProxy proxy =
                        new FaultProxy(line -> line.startsWith("PUT") && line.contains(at) ? fault : Fault.NONE);
                Storage storage = through(proxy)) {
            assertThatThrownBy(() -> backUp(source, storage))
                    .isInstanceOfSatisfying(
                            BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BACKUP))
                    .hasMessageContaining("cannot write")
                    .hasMessageContaining(place)
                    .message()
                    .containsOnlyOnce("cannot");
        }
        try (Storage storage = direct()) {
            assertThat(storage.list("")).isEmpty();
            assertThat(storage.leftovers()).isEmpty();
            assertThat(restore(storage, backUp(source, storage), target).ok()).isTrue();
        }
        assertThat(target.query(ROWS)).isEqualTo(source.query(ROWS));
    }

    /** Whichever request it is that fails: of the list of files, the manifest, or the table of contents. */
    @ParameterizedTest
    @ValueSource(strings = {"list-type", "manifest.json", "toc.dat"})
    void whatCannotBeReadIsSaidOnceAndWithItsReason(String at, TestDatabase source) throws IOException {
        source.execute("CREATE TABLE small (id int)");
        String archive;
        try (Storage storage = direct()) {
            archive = backUp(source, storage);
        }
        try (FaultProxy proxy = new FaultProxy(line -> line.contains(at) ? Fault.ERROR : Fault.NONE);
                Storage storage = through(proxy)) {
            assertThatThrownBy(() -> RestoreSource.open(storage, archive, Decryption.NONE))
                    .isInstanceOfSatisfying(
                            BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BACKUP))
                    .hasMessageContaining(place + "/" + archive)
                    .hasMessageContaining("500 InternalError")
                    .message()
                    .containsOnlyOnce("cannot");
        }
    }

    /** A network that fails proves nothing about the dump. */
    @ParameterizedTest
    @ValueSource(strings = {"dump.sql", "dump.sql.gz"})
    void aPlainDumpThatCannotBeReadToItsEndIsNotCalledDamaged(String name, TestDatabase target) throws IOException {
        byte[] dump = ("CREATE TABLE wide (v text);\nCOPY wide FROM stdin;\n"
                        + "none of these rows is to be seen\n".repeat(100_000) + "\\.\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (Storage storage = direct()) {
            storage.put(name, name.endsWith(".gz") ? gzip(dump) : dump);
        }
        AtomicInteger first = new AtomicInteger();
        Function<String, Fault> faults = line -> first.getAndIncrement() == 0 ? Fault.RESET_ANSWER : Fault.ERROR;
        try (FaultProxy proxy = new FaultProxy(line -> line.startsWith("GET") ? faults.apply(line) : Fault.NONE);
                Storage storage = through(proxy)) {
            RestoreResult result = restore(storage, name, target, RestoreOptions.DEFAULT);

            assertThat(result.failure()).contains(Kind.BACKUP);
            assertThat(result.failed().get(0).error().orElseThrow().message())
                    .startsWith("cannot read " + place + "/" + name)
                    .contains("500 InternalError")
                    .containsOnlyOnce("cannot");
        }
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    @Test
    void aRestoreWhoseAnswersBreakHasNoPartOfATableAndTheNextOneWorks(TestDatabase source, TestDatabase target)
            throws IOException {
        AtomicInteger first = new AtomicInteger();
        assertNoTable(line -> first.getAndIncrement() == 0 ? Fault.RESET_ANSWER : Fault.ERROR, source, target);
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR", "SLOW_DOWN", "STALL_ANSWER", "RESET_ANSWER"})
    @Tag("nightly")
    void aRestoreThatCannotGoOnHasNoPartOfATableAndTheNextOneWorks(
            Fault fault, TestDatabase source, TestDatabase target) throws IOException {
        assertNoTable(line -> fault, source, target);
    }

    /** @param faults of what reads the file of the table */
    private void assertNoTable(Function<String, Fault> faults, TestDatabase source, TestDatabase target)
            throws IOException {
        fill(source);
        String archive;
        String wide;
        try (Storage storage = direct()) {
            archive = backUp(source, storage);
            wide = storage.list(archive).stream()
                    .filter(file -> file.size() > 1 << 20)
                    .map(StoredFile::name)
                    .findFirst()
                    .orElseThrow();
        }
        try (FaultProxy proxy = new FaultProxy(
                        line -> line.startsWith("GET") && line.contains(wide) ? faults.apply(line) : Fault.NONE);
                Storage storage = through(proxy)) {
            RestoreResult result = restore(storage, archive, target);

            assertThat(result.failure()).contains(Kind.BACKUP);
            assertThat(result.failed()).anySatisfy(object -> {
                assertThat(object.name()).isEqualTo("public.wide");
                assertThat(object.error().orElseThrow().message())
                        .contains("cannot read", place)
                        .containsOnlyOnce("cannot");
            });
            assertThat(target.query("SELECT count(*) FROM wide")).containsExactly("0");
        }
        try (Storage storage = direct()) {
            assertThat(restore(storage, archive, target).ok()).isTrue();
        }
        assertThat(target.query(ROWS)).isEqualTo(source.query(ROWS));
    }
}
