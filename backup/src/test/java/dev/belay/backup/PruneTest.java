package dev.belay.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.archive.ArchiveFormat;
import dev.belay.backup.archive.Compression;
import dev.belay.backup.archive.Layout;
import dev.belay.backup.archive.SampleArchive;
import dev.belay.backup.storage.Contents;
import dev.belay.backup.storage.Draft;
import dev.belay.backup.storage.Leftover;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.StoredFile;
import dev.belay.core.catalog.Selection;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in a storage, and what of it goes. */
final class PruneTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Retention LAST = new Retention(1, 0, 0, 0);

    @TempDir
    Path folder;

    private Storage storage;

    @BeforeEach
    void openStorage() throws IOException {
        storage = new LocalStorage(folder);
    }

    @Test
    void listsOursAndThoseOfStockToolsNewestFirst() throws IOException {
        String old = SampleBackup.make(storage, "shop", NOW.minus(Duration.ofDays(2)), Optional.empty());
        String newest = SampleBackup.make(storage, "blog", NOW, Optional.empty());
        SampleArchive.write(format(Layout.DIRECTORY), folder.resolve("stock"));
        SampleArchive.write(format(Layout.CUSTOM), folder.resolve("shop/nightly.dump"));
        SampleArchive.write(format(Layout.TAR), folder.resolve("nightly.tar"));
        Files.writeString(folder.resolve("old.SQL.gz"), "x");
        Files.writeString(folder.resolve("notes.txt"), "x");
        Files.writeString(folder.resolve("photos.tar"), "x");

        List<Shelf> shelves = Listing.of(storage, "");

        assertThat(shelves).extracting(Shelf::name).contains(old, newest);
        assertThat(shelves)
                .extracting(shelf -> shelf.name() + " " + shelf.kind())
                .containsExactlyInAnyOrder(
                        newest + " ARCHIVE",
                        old + " ARCHIVE",
                        "stock DIRECTORY",
                        "shop/nightly.dump FILE",
                        "nightly.tar FILE",
                        "old.SQL.gz SQL");
        assertThat(shelves).isSortedAccordingTo((one, other) -> other.time().compareTo(one.time()));
        assertThat(Listing.ofDatabase(storage, "shop")).extracting(Shelf::name).containsExactly(old);
        assertThat(Listing.ofDatabase(storage, "never")).isEmpty();
    }

    private String latest() throws IOException {
        return Listing.ofDatabase(storage, "shop").stream()
                .filter(Shelf::good)
                .findFirst()
                .orElseThrow()
                .name();
    }

    @Test
    void theLatestIsOneThatNothingSpeaksAgainst() throws IOException {
        String good = SampleBackup.make(storage, "shop", NOW.minus(Duration.ofDays(2)), Optional.empty());
        String damaged = SampleBackup.make(storage, "shop", NOW.minus(Duration.ofDays(1)), Optional.empty());
        String failed = SampleBackup.make(storage, "shop", NOW, Optional.empty());
        Files.writeString(folder.resolve(damaged).resolve(Manifest.FILE), "{}");
        storage.put(failed + "/" + DrillRecord.FILE, DrillJson.write(drill(false)));

        assertThat(latest()).isEqualTo(good);
        assertThat(new Prune(storage, LAST, NOW).run().archives()).isEmpty();
        storage.put(failed + "/" + DrillRecord.FILE, DrillJson.write(drill(true)));
        assertThat(latest()).isEqualTo(failed);
    }

    @Test
    void deletesWhatMayGoAndNothingElse() throws IOException {
        String old = SampleBackup.make(storage, "shop", NOW.minus(Duration.ofDays(2)), Optional.empty());
        String kept = SampleBackup.make(storage, "shop", NOW, Optional.empty());
        SampleArchive.write(format(Layout.DIRECTORY), folder.resolve("shop/stock"));
        Path stale = Files.createDirectories(folder.resolve("shop/20260101T000000000Z-00000000"));
        Files.setLastModifiedTime(
                Files.writeString(stale.resolve("1.dat"), "x"), FileTime.from(NOW.minus(Duration.ofHours(25))));
        Path foreign = Files.createDirectories(folder.resolve("shop/photos"));
        Files.setLastModifiedTime(
                Files.writeString(foreign.resolve("1.dat"), "x"), FileTime.from(NOW.minus(Duration.ofDays(2))));

        Prune.Result plan = new Prune(storage, LAST, NOW).plan();
        assertThat(plan.archives()).extracting(Shelf::name).containsExactly(old, "shop/20260101T000000000Z-00000000");
        assertThat(plan.kept()).extracting(Shelf::name).containsExactly(kept);
        assertThat(plan.bytes()).isPositive();
        assertThat(folder.resolve(old)).exists();

        new Prune(storage, LAST, NOW).run();

        assertThat(folder.resolve(old)).doesNotExist();
        assertThat(stale).doesNotExist();
        assertThat(folder.resolve(kept)).exists();
        assertThat(folder.resolve("shop/stock/toc.dat")).exists();
        assertThat(foreign.resolve("1.dat")).exists();
    }

    @Test
    void filesWithNamesThatNoneOfOursHasStopNothing() throws IOException {
        String archive = SampleBackup.make(storage, "shop", NOW, Optional.empty());
        for (String odd : List.of("od\\d.dump", "line\nend.sql", "shop/odd\\.backup", "\u007f.tar")) {
            Files.writeString(folder.resolve(odd), "PGDMP");
        }
        Files.writeString(Files.createDirectories(folder.resolve("back\\slash")).resolve(Manifest.MARKER), "x");

        assertThat(Listing.of(storage, "")).extracting(Shelf::name).containsExactly(archive);
        assertThat(new Prune(storage, LAST, NOW).run().kept()).hasSize(1);
    }

    @Test
    void whatMayNotBeReadHidesNothingElseAndStays() throws IOException {
        String archive = SampleBackup.make(storage, "shop", NOW.minus(Duration.ofDays(2)), Optional.empty());
        String manifest = SampleBackup.make(storage, "shop", NOW.minus(Duration.ofDays(1)), Optional.empty());
        String closed = "shop/20261120T000000000Z-00000000";
        Files.writeString(folder.resolve("shop/theirs.dump"), "PGDMP");
        Storage guarded =
                new GuardedStorage(folder, closed, List.of(manifest + "/" + Manifest.FILE, "shop/theirs.dump"));

        assertThat(Listing.of(guarded, ""))
                .extracting(shelf -> shelf.name() + " " + shelf.kind())
                .containsExactlyInAnyOrder(
                        archive + " ARCHIVE", manifest + " CLOSED", "shop/theirs.dump CLOSED", closed + " CLOSED");
        assertThat(Listing.ofDatabase(guarded, "shop"))
                .filteredOn(shelf -> shelf.kind() == Shelf.Kind.CLOSED)
                .extracting(Shelf::time)
                .contains(NOW);
        assertThat(Listing.ofDatabase(guarded, "shop")).filteredOn(Shelf::good).hasSize(1);
        assertThat(new Prune(guarded, LAST, NOW).run().archives()).isEmpty();
        assertThatThrownBy(() -> guarded.list("shop")).isInstanceOf(AccessDeniedException.class);
    }

    /** One folder of it is somebody else's, and some files. */
    private static final class GuardedStorage extends FolderStorage {
        private final String closed;
        private final List<String> files;

        GuardedStorage(Path root, String closed, List<String> files) {
            super(root);
            this.closed = closed;
            this.files = files;
        }

        @Override
        public Contents contents(String in) throws IOException {
            return new Contents(
                    super.contents(in).files(),
                    List.of(new Contents.Closed(closed, NOW, new AccessDeniedException(closed))));
        }

        @Override
        public InputStream read(String file, long from) throws IOException {
            if (files.contains(file)) {
                throw new AccessDeniedException(file);
            }
            return super.read(file, from);
        }
    }

    @Test
    void aFolderIsNotLeftBehindWhileALargeFileIsOnItsWayToIt() throws IOException {
        Path stale = Files.createDirectories(folder.resolve("shop/20260101T000000000Z-00000000"));
        Files.setLastModifiedTime(
                Files.writeString(stale.resolve("1.dat"), "x"), FileTime.from(NOW.minus(Duration.ofDays(2))));
        Instant[] since = {NOW.minus(Duration.ofHours(2))};
        Storage sending = new FolderStorage(folder) {
            @Override
            public List<Leftover> leftovers() {
                return List.of(new Leftover("shop/20260101T000000000Z-00000000/2.dat", "1", since[0], false));
            }
        };

        assertThat(new Prune(sending, LAST, NOW).plan()).isEqualTo(new Prune.Result(List.of(), List.of(), List.of()));
        since[0] = NOW.minus(Duration.ofDays(2));
        assertThat(new Prune(sending, LAST, NOW).plan().archives()).hasSize(1);
    }

    @Test
    void takesTheMarkerFirst() throws IOException {
        String old = SampleBackup.make(storage, "shop", NOW.minus(Duration.ofDays(2)), Optional.empty());
        SampleBackup.make(storage, "shop", NOW, Optional.empty());
        List<String> deleted = new ArrayList<>();
        Storage recording = (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("delete")) {
                        ((Collection<?>) arguments[0]).forEach(name -> deleted.add((String) name));
                    }
                    return method.invoke(storage, arguments);
                });

        new Prune(recording, LAST, NOW).run();

        assertThat(deleted).hasSize(8).first().isEqualTo(old + "/" + Manifest.MARKER);
    }

    @Test
    void cleansUpAfterBackupsThatWereKilledAndLeavesThoseAtWork() throws IOException {
        Path killed = Files.createDirectories(folder.resolve("shop/.20260101T000000000Z-00000000.draft"));
        Files.writeString(killed.resolve("1.dat"), "x");
        Path foreign = Files.createDirectories(folder.resolve("shop/.mine.draft"));
        try (Draft draft = storage.draft("shop/20261120T110000000Z-00000000")) {
            draft.create("1.dat").close();

            Prune.Result result = new Prune(storage, LAST, NOW).run();

            assertThat(result.leftovers()).hasSize(1);
            draft.commit(Manifest.MARKER, "x".getBytes(UTF_8));
        }
        assertThat(killed).doesNotExist();
        assertThat(foreign).exists();
        assertThat(storage.list("shop").stream().map(StoredFile::name)).hasSize(2);
    }

    @Test
    void serversWithADatabaseOfTheSameNameDoNotReplaceEachOthersArchives() throws IOException {
        String mine = SampleBackup.make(storage, "shop", NOW.minus(Duration.ofDays(3)), "1");
        String theirs = SampleBackup.make(storage, "shop", NOW.minus(Duration.ofDays(2)), "2");
        String older = SampleBackup.make(storage, "shop", NOW.minus(Duration.ofDays(1)), Optional.empty());
        String newest = SampleBackup.make(storage, "shop", NOW, "1");

        assertThat(new Prune(storage, LAST, NOW).plan().archives())
                .extracting(Shelf::name)
                .containsExactly(mine);
        assertThat(new Prune(storage, LAST, NOW, "shop", Optional.of("2"))
                        .plan()
                        .archives())
                .isEmpty();
        assertThat(new Prune(storage, LAST, NOW, "shop", Optional.of("1"))
                        .plan()
                        .kept())
                .extracting(Shelf::name)
                .containsExactly(newest);
        List<Shelf> all = Listing.of(storage, "shop");
        assertThat(Servers.of(all).only(Optional.of("2")))
                .extracting(Shelf::name)
                .containsExactly(theirs);
        assertThat(Servers.of(all).only(Optional.of("3"))).isEmpty();
        assertThat(Servers.of(all).only(Optional.empty()))
                .extracting(Shelf::name)
                .containsExactly(older);
    }

    @Test
    void aPartReplacesNoOtherPart() throws IOException {
        BackupOptions app = part(Selection.EVERYTHING.schema("app"), Selection.EVERYTHING);
        BackupOptions audit = part(Selection.EVERYTHING.schema("audit"), Selection.EVERYTHING);
        BackupOptions noLog = part(Selection.EVERYTHING, Selection.EVERYTHING.withoutTable("log"));
        String whole = SampleBackup.make(storage, "shop", NOW.minus(Duration.ofDays(5)), Optional.empty());
        String older = SampleBackup.make(storage, "shop", NOW.minus(Duration.ofDays(4)), app);
        String newer = SampleBackup.make(storage, "shop", NOW.minus(Duration.ofDays(3)), app);
        String withoutLog = SampleBackup.make(storage, "shop", NOW.minus(Duration.ofDays(2)), noLog);
        String other = SampleBackup.make(storage, "shop", NOW, audit);

        Prune.Result plan = new Prune(storage, LAST, NOW).plan();

        assertThat(plan.archives()).extracting(Shelf::name).containsExactly(older);
        assertThat(plan.kept()).extracting(Shelf::name).containsExactlyInAnyOrder(whole, newer, withoutLog, other);
        assertThat(Listing.of(storage, ""))
                .filteredOn(shelf -> shelf.holds(app))
                .extracting(Shelf::name)
                .containsExactly(newer, older);
        assertThat(Listing.of(storage, ""))
                .filteredOn(shelf -> shelf.holds(BackupOptions.DEFAULT))
                .extracting(Shelf::name)
                .containsExactly(whole);
    }

    @Test
    void archivesThatLackOtherThingsEachTimeReplaceEachOtherAndNeitherAWholeOneNorTheOneThatLacksLeast()
            throws IOException {
        String whole = SampleBackup.make(storage, "shop", NOW.minus(Duration.ofDays(9)), Optional.empty());
        String little = SampleBackup.lacking(storage, "shop", NOW.minus(Duration.ofDays(8)), 1);
        String much = SampleBackup.lacking(storage, "shop", NOW.minus(Duration.ofDays(3)), 7);
        String more = SampleBackup.lacking(storage, "shop", NOW.minus(Duration.ofDays(2)), 12);
        String newest = SampleBackup.lacking(storage, "shop", NOW.minus(Duration.ofDays(1)), 9);

        Prune.Result plan = new Prune(storage, LAST, NOW).plan();

        assertThat(plan.archives()).extracting(Shelf::name).containsExactly(much, more);
        assertThat(plan.kept()).extracting(Shelf::name).containsExactlyInAnyOrder(whole, little, newest);
        BackupOptions lenient = BackupOptions.builder().allowMissing(true).build();
        assertThat(Listing.of(storage, "")).allMatch(shelf -> shelf.holds(lenient));
        assertThat(Listing.of(storage, ""))
                .filteredOn(shelf -> shelf.holds(BackupOptions.DEFAULT))
                .extracting(Shelf::name)
                .containsExactly(whole);
    }

    @Test
    void whichPartItIsDoesNotDependOnTheOrderOfThePatterns() {
        Selection one = Selection.EVERYTHING.schema("app").schema("audit");
        Selection other = Selection.EVERYTHING.schema("audit").schema("app");

        assertThat(part(one, Selection.EVERYTHING).part())
                .isEqualTo(part(other, Selection.EVERYTHING).part());
        assertThat(part(one, Selection.EVERYTHING).part())
                .isNotEqualTo(part(Selection.EVERYTHING.withoutSchema("app").withoutSchema("audit"), one)
                        .part());
        assertThat(BackupOptions.DEFAULT.part()).isEmpty();
    }

    private static BackupOptions part(Selection objects, Selection rows) {
        return BackupOptions.builder().selection(objects).rows(rows).build();
    }

    @Test
    void anArchiveThatLacksAFileOrAPartOfItDoesNotCountForTheLastGoodOne() throws IOException {
        String good = SampleBackup.make(storage, "shop", NOW.minus(Duration.ofDays(2)), Optional.empty());
        String cut = SampleBackup.make(storage, "shop", NOW.minus(Duration.ofDays(1)), Optional.empty());
        String without = SampleBackup.make(storage, "shop", NOW, Optional.empty());
        Files.writeString(folder.resolve(cut).resolve("11.dat.zst"), "x");
        Files.delete(folder.resolve(without).resolve("toc.dat"));

        assertThat(latest()).isEqualTo(good);
        assertThat(new Prune(storage, LAST, NOW).run().archives()).isEmpty();
        assertThat(Listing.of(storage, ""))
                .extracting(shelf -> shelf.damage().orElse(""))
                .satisfiesExactly(
                        damage -> assertThat(damage).isEqualTo("toc.dat is missing"),
                        damage -> assertThat(damage).startsWith("11.dat.zst has 1 byte, and "),
                        damage -> assertThat(damage).isEmpty());
    }

    @Test
    void archivesThatDoNotSayWhereTheyAreFromAreOfTheOnlyServer() throws IOException {
        String older = SampleBackup.make(storage, "shop", NOW.minus(Duration.ofDays(1)), Optional.empty());
        String newest = SampleBackup.make(storage, "shop", NOW, "1");

        assertThat(new Prune(storage, LAST, NOW, "shop", Optional.of("1"))
                        .plan()
                        .archives())
                .extracting(Shelf::name)
                .containsExactly(older);
        assertThat(Servers.of(Listing.of(storage, "shop")).only(Optional.of("1")))
                .extracting(Shelf::name)
                .containsExactly(newest, older);
    }

    private static DrillRecord drill(boolean ok) {
        return new DrillRecord(
                DrillRecord.FORMAT,
                "0.1.0",
                NOW,
                Duration.ofSeconds(1),
                ok,
                "15.18",
                1,
                1,
                0,
                0,
                true,
                List.of(),
                Optional.empty());
    }

    private static ArchiveFormat format(Layout layout) {
        return ArchiveFormat.of(layout, Compression.NONE);
    }
}
