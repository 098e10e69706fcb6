package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.Check.CheckListener;
import dev.belay.backup.archive.Compression;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.archive.Layout;
import dev.belay.backup.crypto.AgeKey;
import dev.belay.backup.crypto.Recipients;
import dev.belay.backup.restore.Drill;
import dev.belay.backup.restore.DrillResult;
import dev.belay.backup.restore.RestoreListener;
import dev.belay.backup.restore.RestoreOptions;
import dev.belay.backup.restore.RestoreResult;
import dev.belay.backup.restore.RestoreSource;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.backup.storage.Storage;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive that is one file is as good as one in a folder: whatever is made of it goes by the manifest beside it. */
@ServerTest
final class SingleFileTest {
    private static final int FLIPS = 60;
    private static final String NAME = "orders.dump";

    @TempDir
    Path folder;

    private Storage storage;

    @BeforeEach
    void openStorage() throws IOException {
        storage = new LocalStorage(folder);
    }

    private void make(TestDatabase source, Layout layout) {
        source.execute(
                "CREATE TABLE IF NOT EXISTS one (id int, v text)",
                "INSERT INTO one SELECT i, md5(i::text) FROM generate_series(1, 300) i",
                "SELECT lo_from_bytea(0, 'large')");
        make(source, NAME, layout);
    }

    private BackupResult make(TestDatabase source, String name, Layout layout) {
        BackupOptions options = BackupOptions.builder()
                .compression(layout == Layout.TAR ? Compression.NONE : Backups.GZIP)
                .build();
        return Backups.with(source, options).to(folder.resolve(name), layout);
    }

    @Test
    void everyByteIsProven(TestDatabase source) throws IOException {
        for (Layout layout : List.of(Layout.CUSTOM, Layout.TAR)) {
            make(source, layout);

            CheckResult whole = check();
            assertThat(whole.problems()).isEmpty();
            assertThat(whole.unproven()).isEmpty();
            assertThat(whole.manifest()).isTrue();
            assertThat(whole.tables()).isEqualTo(1);
            assertThat(whole.largeObjects()).isPositive();
            assertThat(files())
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
            Random random = new Random(20261120);
            for (Path file : files()) {
                byte[] bytes = Files.readAllBytes(file);
                for (int i = 0; i < FLIPS; i++) {
                    byte[] changed = i % 4 == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
                    if (i % 4 != 0) {
                        changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                    }
                    Files.write(file, changed);
                    assertThat(check().problems()).as(file + " " + i).isNotEmpty();
                }
                Files.write(file, bytes);
            }
            for (Path file : files()) {
                Files.delete(file);
            }
        }
    }

    /** Once to compare it, once for the rows; where nobody says where the rows are, once more to find them. */
    @Test
    void itIsReadNoMoreThanOnceToCompareAndOnceToRestore(TestDatabase source, TestServer server) throws IOException {
        source.execute(
                "CREATE TABLE a AS SELECT i AS id, md5(i::text) AS v FROM generate_series(1, 20000) i",
                "CREATE TABLE b AS SELECT * FROM a",
                "CREATE TABLE c AS SELECT * FROM a",
                "SELECT lo_from_bytea(0, decode(repeat('00ff', 100000), 'hex'))");
        for (Layout layout : List.of(Layout.CUSTOM, Layout.TAR)) {
            make(source, NAME + "." + layout, layout);
            assertThat(wholeReads(NAME + "." + layout, server))
                    .as("ours, " + layout)
                    .isBetween(1.9, 2.2);
        }
        Stock.assume();
        for (String format : List.of("custom", "tar", "plain")) {
            String name = "stock." + (format.equals("plain") ? "sql" : format);
            Stock.run("pg_dump", "-d", source.url(), "-F" + format, "-f", folder.resolve(name) + "");
            assertThat(wholeReads(name, server)).as("stock, " + format).isBetween(0.9, 1.2);
        }
    }

    /** How often all of a file is read by a restore. */
    private double wholeReads(String name, TestServer server) throws IOException {
        AtomicLong bytes = new AtomicLong();
        FolderStorage counted = new FolderStorage(folder) {
            @Override
            public InputStream read(String file, long from) throws IOException {
                InputStream in = super.read(file, from);
                return !file.equals(name)
                        ? in
                        : new FilterInputStream(in) {
                            @Override
                            public int read() throws IOException {
                                bytes.incrementAndGet();
                                return in.read();
                            }

                            @Override
                            public int read(byte[] buffer, int offset, int length) throws IOException {
                                int read = in.read(buffer, offset, length);
                                bytes.addAndGet(Math.max(0, read));
                                return read;
                            }

                            @Override
                            public long skip(long count) throws IOException {
                                long skipped = in.skip(count);
                                bytes.addAndGet(skipped);
                                return skipped;
                            }
                        };
            }
        };
        try (TestDatabase target = server.createDatabase();
                RestoreSource archive = RestoreSource.open(counted, name, Decryption.NONE)) {
            RestoreResult result = archive.restore(
                    Stock.database(target), RestoreOptions.DEFAULT, RestoreListener.SILENT, new Cancellation());
            assertThat(result.failed()).isEmpty();
            assertThat(result.rows()).isEqualTo(60_000);
        }
        return (double) bytes.get() / Files.size(folder.resolve(name));
    }

    @Test
    void aWrongByteIsFoundBeforeAnythingIsTouched(TestDatabase source, TestDatabase target) throws IOException {
        make(source, Layout.CUSTOM);
        target.execute("CREATE TABLE one (id int)", "INSERT INTO one VALUES (1)");
        Path file = folder.resolve(NAME);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 20] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> restore(target, RestoreOptions.Target.CLEANED))
                .isInstanceOfSatisfying(
                        BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INTEGRITY))
                .hasMessageContaining("SHA-256");

        assertThat(target.query("SELECT * FROM one")).containsExactly("1");
    }

    @Test
    void aManifestThatIsMissingOrAnotherArchivesIsSaid(TestDatabase source, TestDatabase target) throws IOException {
        make(source, Layout.CUSTOM);
        make(source, "other.dump", Layout.CUSTOM);
        Path manifest = folder.resolve(NAME + "." + Manifest.FILE);
        Files.delete(folder.resolve(NAME + "." + Manifest.MARKER));
        assertThat(check().problems()).isEmpty();
        assertThat(check().unproven()).singleElement().asString().contains("manifest.sha256");
        Files.delete(manifest);

        assertThat(check().unproven()).first().asString().contains("there is no manifest", "Belay made");
        assertThat(check().unproven()).anyMatch(doubt -> doubt.contains("names and definitions"));
        assertThat(restore(target, RestoreOptions.Target.EMPTY).notes())
                .anySatisfy(note -> assertThat(note).contains("no manifest", NAME));

        source.execute("INSERT INTO one SELECT i, md5(i::text) FROM generate_series(1, 300) i");
        make(source, "third.dump", Layout.CUSTOM);
        Files.copy(folder.resolve("third.dump." + Manifest.FILE), manifest);
        assertThat(check().problems()).isNotEmpty();
        assertThatThrownBy(() -> restore(target, RestoreOptions.Target.CLEANED))
                .isInstanceOfSatisfying(
                        BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INTEGRITY));
    }

    @Test
    void aFileMayGetAnotherNameWithAllThatLiesBesideIt(TestDatabase source) throws IOException {
        make(source, Layout.CUSTOM);
        for (Path file : files()) {
            Files.move(file, folder.resolve("renamed" + file.getFileName()));
        }

        CheckResult result = new Check(storage, Optional.empty(), CheckListener.NONE).run("renamed" + NAME);

        assertThat(result.problems()).isEmpty();
        assertThat(result.unproven()).isEmpty();
    }

    @Test
    void aDrillGoesByItAndIsKeptBesideIt(TestDatabase source, TestServer server) throws IOException {
        make(source, Layout.CUSTOM);
        try (TestDatabase scratch = server.createDatabase();
                RestoreSource archive = RestoreSource.open(storage, NAME, Decryption.NONE)) {
            DrillResult drill = new Drill(
                            Stock.database(scratch),
                            RestoreOptions.DEFAULT,
                            RestoreListener.SILENT,
                            new Cancellation(),
                            Clock.systemUTC())
                    .run(archive, "0");
            assertThat(drill.drill().findings()).isEmpty();
            assertThat(drill.drill().schema()).isTrue();
            Manifests.keep(storage, NAME, drill.drill());
        }

        assertThat(folder.resolve(NAME + "." + DrillRecord.FILE)).exists();
        assertThat(Listing.of(storage, "")).singleElement().satisfies(shelf -> {
            assertThat(shelf.drill()).isPresent();
            assertThat(shelf.files()).hasSize(4);
        });
        assertThat(check().problems()).isEmpty();
    }

    @Test
    void rulesApplyToThemAsToFolders(TestDatabase source) throws IOException {
        make(source, Layout.CUSTOM);
        make(source, "newest.dump", Layout.CUSTOM);
        Files.writeString(folder.resolve("mine.dump"), "PGDMP");
        Files.writeString(folder.resolve(NAME + ".txt"), "mine");

        List<Shelf> shelves = Listing.of(storage, "");
        assertThat(shelves).extracting(Shelf::name).containsExactlyInAnyOrder(NAME, "newest.dump", "mine.dump");
        assertThat(Listing.ofDatabase(storage, source.name()))
                .extracting(Shelf::name)
                .containsExactly("newest.dump", NAME);
        assertThat(Listing.ofDatabase(storage, "another")).isEmpty();
        Instant now = Instant.now();
        Prune.Result result = new Prune(storage, new Retention(1, 0, 0, 0), now).run();

        assertThat(result.archives()).extracting(Shelf::name).containsExactly(NAME);
        assertThat(result.kept()).extracting(Shelf::name).containsExactly("newest.dump");
        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "mine.dump",
                        "newest.dump",
                        "newest.dump.manifest.json",
                        "newest.dump.manifest.sha256",
                        NAME + ".txt");
    }

    @Test
    void oneThatIsCutIsDamagedAndCountsForNone(TestDatabase source) throws IOException {
        make(source, Layout.CUSTOM);
        make(source, "newest.dump", Layout.CUSTOM);
        Files.write(folder.resolve("newest.dump"), new byte[100]);

        assertThat(new Prune(storage, new Retention(1, 0, 0, 0), Instant.now())
                        .plan()
                        .archives())
                .isEmpty();
        assertThat(Listing.of(storage, "").get(0).damage())
                .hasValueSatisfying(what -> assertThat(what).contains("has 100 bytes"));
    }

    @Test
    void whatAKilledRunLeftGoesAndWhatIsBeingWrittenStays() throws IOException {
        Path killed = Files.createDirectory(folder.resolve(".killed.dump.belay.draft"));
        Files.writeString(killed.resolve("killed.dump"), "PGDMP");
        Path foreign = Files.createDirectory(folder.resolve(".mine.draft"));
        try (SingleFile atWork = SingleFile.begin(folder.resolve(NAME), Layout.CUSTOM, Optional.empty())) {
            atWork.beside("x").close();

            assertThat(storage.leftovers()).hasSizeGreaterThanOrEqualTo(2);
            Prune.Result result = new Prune(storage, new Retention(1, 0, 0, 0), Instant.now()).run();

            assertThat(result.leftovers()).hasSize(1);
            assertThat(killed).doesNotExist();
            assertThat(foreign).exists();
            assertThat(folder.resolve("." + NAME + ".belay.draft")).exists();
            assertThatThrownBy(() -> SingleFile.begin(folder.resolve(NAME), Layout.CUSTOM, Optional.empty()))
                    .hasMessageContaining("somebody is writing");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void theNextRunTakesTheLeftoversOfItsOwnFileAway(TestDatabase source) throws IOException {
        Path killed = Files.createDirectory(folder.resolve("." + NAME + ".belay.draft"));
        Files.writeString(killed.resolve(NAME), "PGDMP");

        make(source, Layout.TAR);

        assertThat(killed).doesNotExist();
        assertThat(check().problems()).isEmpty();
    }

    @Test
    void aNameThatNobodyCouldGiveToCheckItIsRefused(TestDatabase source) {
        for (String name : List.of(".orders.dump", "orders\\dump")) {
            assertThatThrownBy(() -> make(source, name, Layout.CUSTOM))
                    .isInstanceOfSatisfying(
                            BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.USAGE))
                    .hasMessageContaining("\"" + name + "\"");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void nothingThatOthersPutBesideItIsOverwritten(TestDatabase source) throws IOException {
        Path mine = folder.resolve(NAME + "." + Manifest.GLOBALS_FILE);
        Files.writeString(mine, "mine");

        assertThatThrownBy(() -> make(source, NAME, Layout.CUSTOM)).hasMessageContaining(mine.toString());
        assertThat(mine).hasContent("mine");
        assertThat(files()).containsExactly(mine);
        Files.delete(mine);

        make(source, NAME, Layout.CUSTOM);
        Files.delete(folder.resolve(NAME));
        make(source, NAME, Layout.CUSTOM);
        assertThat(check().problems()).isEmpty();
    }

    @Test
    void anEncryptedOneIsProvenAsItLies(TestDatabase source) throws Exception {
        AgeKey key = AgeKey.generate();
        BackupOptions options = BackupOptions.builder()
                .compression(Backups.GZIP)
                .build()
                .sealed(Recipients.of(List.of(key.recipient()))::encrypt);
        Backups.with(source, options).to(folder.resolve(NAME), Layout.CUSTOM);

        CheckResult result = check();
        assertThat(result.problems()).isEmpty();
        assertThat(result.encrypted()).isTrue();
        assertThat(result.unproven()).singleElement().asString().contains("age");
        Path file = folder.resolve(NAME);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertThat(check().problems()).hasSize(1);
    }

    private RestoreResult restore(TestDatabase target, RestoreOptions.Target how) {
        try (RestoreSource archive = RestoreSource.open(storage, NAME, Decryption.NONE)) {
            return archive.restore(
                    Stock.database(target),
                    RestoreOptions.DEFAULT.with(how),
                    RestoreListener.SILENT,
                    new Cancellation());
        }
    }

    private CheckResult check() throws IOException {
        return new Check(storage, Optional.empty(), CheckListener.NONE).run(NAME);
    }

    /** Those that are not hidden. */
    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
