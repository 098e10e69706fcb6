package dev.belay.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.Check.CheckListener;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.crypto.AgeKey;
import dev.belay.backup.crypto.Identities;
import dev.belay.backup.crypto.Recipients;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.backup.storage.Storage;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.testing.InMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every byte of an archive is proven without a server: whichever is changed or missing is found. */
final class CheckTest {
    private static final Instant TIME = Instant.parse("2026-11-20T12:00:00Z");
    private static final int FLIPS = 200;

    @TempDir(factory = InMemory.class)
    Path folder;

    private Storage storage;

    @BeforeEach
    void openStorage() throws IOException {
        storage = new LocalStorage(folder);
    }

    @Test
    void provesAWholeArchive() throws IOException {
        String archive = SampleBackup.make(storage, "shop", TIME, Optional.empty());

        CheckResult result = check(archive, Optional.empty());

        assertThat(result.problems()).isEmpty();
        assertThat(result.unproven()).isEmpty();
        assertThat(result.manifest()).isTrue();
        assertThat(result.files()).isEqualTo(6);
        assertThat(result.tables()).isEqualTo(1);
        assertThat(result.rows()).isEqualTo(400);
        assertThat(result.largeObjects()).isEqualTo(2);
    }

    @Test
    void tellsHowFarItHasCome() throws IOException {
        String archive = SampleBackup.make(storage, "shop", TIME, Optional.empty());
        List<String> begun = new ArrayList<>();
        long[] planned = new long[1];
        long[] read = new long[1];

        CheckResult result = new Check(storage, Optional.empty(), new CheckListener() {
                    @Override
                    public void begins(String file) {
                        begun.add(file);
                    }

                    @Override
                    public void planned(long bytes) {
                        planned[0] = bytes;
                    }

                    @Override
                    public void read(long bytes) {
                        read[0] += bytes;
                    }
                })
                .run(archive);

        assertThat(begun).isNotEmpty();
        assertThat(planned[0]).isPositive().isEqualTo(result.bytes());
        assertThat(read[0]).isEqualTo(planned[0]);
    }

    @Test
    void provesAnEncryptedArchiveWithItsKeyAndItsBytesWithout() throws Exception {
        AgeKey key = AgeKey.generate();
        String archive = SampleBackup.make(storage, "shop", TIME, seal(key));

        CheckResult blind = check(archive, Optional.empty());
        CheckResult whole = check(archive, keys(key));

        assertThat(blind.ok()).isTrue();
        assertThat(blind.encrypted()).isTrue();
        assertThat(blind.unproven()).singleElement().asString().contains("--identity");
        assertThat(blind.files()).isEqualTo(7).isEqualTo(whole.files());
        assertThat(whole.problems()).isEmpty();
        assertThat(whole.unproven()).isEmpty();
        assertThat(whole.rows()).isEqualTo(400);
        assertThatThrownBy(() -> check(archive, keys(AgeKey.generate())))
                .isInstanceOfSatisfying(
                        BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.USAGE));
    }

    @Test
    void findsEveryFileThatIsCut() throws Exception {
        cut(SampleBackup.make(storage, "shop", TIME, Optional.empty()), Optional.empty());
    }

    @Test
    void findsEveryFileOfAnEncryptedArchiveThatIsCutWithItsKeyAndWithout() throws Exception {
        AgeKey key = AgeKey.generate();
        String archive = SampleBackup.make(storage, "shop", TIME, seal(key));

        cut(archive, keys(key));
        cut(archive, Optional.empty());
    }

    private void cut(String archive, Optional<Decryption> keys) throws IOException {
        for (Path file : archiveFiles(archive)) {
            byte[] whole = Files.readAllBytes(file);
            for (int percent = 0; percent < 100; percent += 5) {
                Files.write(file, Arrays.copyOf(whole, whole.length * percent / 100));
                assertDamaged(file, "cut to " + percent + " %", keys);
            }
            Files.write(file, whole);
        }
    }

    @Test
    void findsEveryBitThatFlips() throws Exception {
        flip(SampleBackup.make(storage, "shop", TIME, Optional.empty()), Optional.empty(), FLIPS);
    }

    @Test
    void findsEveryBitThatFlipsInAnEncryptedArchiveWithoutItsKey() throws Exception {
        flip(SampleBackup.make(storage, "shop", TIME, seal(AgeKey.generate())), Optional.empty(), FLIPS);
    }

    @Test
    void findsEveryBitThatFlipsInAnEncryptedArchiveWithItsKey() throws Exception {
        AgeKey key = AgeKey.generate();

        flip(SampleBackup.make(storage, "shop", TIME, seal(key)), keys(key), FLIPS / 4);
    }

    private void flip(String archive, Optional<Decryption> keys, int flips) throws IOException {
        Random random = new Random(archive.length());
        for (Path file : archiveFiles(archive)) {
            byte[] whole = Files.readAllBytes(file);
            for (int i = 0; i < Math.min(flips, whole.length * 8); i++) {
                byte[] changed = whole.clone();
                int place = random.nextInt(whole.length);
                changed[place] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, changed);
                assertDamaged(file, "byte " + place + " changed", keys);
            }
            Files.write(file, whole);
        }
    }

    @Test
    void findsFilesThatAreMissingAndThatNobodyKnows() throws IOException {
        for (Path file : archiveFiles(SampleBackup.make(storage, "shop", TIME, Optional.empty()))) {
            byte[] whole = Files.readAllBytes(file);
            Files.delete(file);
            assertDamaged(file, "missing", Optional.empty());
            Files.write(file, whole);
        }
        Path stray = folder.resolve(archive()).resolve("11.dat");
        Files.writeString(stray, "");
        assertDamaged(stray, "is there", Optional.empty());
    }

    @Test
    void aDrillLaterOnIsNoDamage() throws IOException {
        String archive = SampleBackup.make(storage, "shop", TIME, Optional.empty());
        storage.put(archive + "/" + DrillRecord.FILE, "{}".getBytes(UTF_8));

        assertThat(check(archive, Optional.empty()).problems()).isEmpty();
    }

    @Test
    void aDrillNamesNothingBesideAnEncryptedArchive() throws Exception {
        String open = SampleBackup.make(storage, "shop", TIME, Optional.empty());
        String closed = SampleBackup.make(storage, "other", TIME, seal(AgeKey.generate()));
        DrillRecord drill = new DrillRecord(
                1,
                "0",
                TIME,
                Duration.ofSeconds(1),
                false,
                "15",
                1,
                1,
                0,
                0,
                true,
                List.of("public.patient: 3 rows"),
                Optional.empty());

        Manifests.keep(storage, open, drill);
        Manifests.keep(storage, closed, drill);

        assertThat(folder.resolve(open).resolve(DrillRecord.FILE)).content().contains("public.patient");
        assertThat(folder.resolve(closed).resolve(DrillRecord.FILE))
                .content()
                .contains("1 found")
                .doesNotContain("patient");
    }

    @Test
    void saysThatAnArchiveWithoutMarkerIsNotFinished() throws IOException {
        String archive = SampleBackup.make(storage, "shop", TIME, Optional.empty());
        Files.delete(folder.resolve(archive).resolve(Manifest.MARKER));

        assertThat(check(archive, Optional.empty()).problems())
                .extracting(CheckResult.Problem::message)
                .containsExactly("is missing: the backup was not finished, or is being deleted");
    }

    @Test
    void provesOfAStockArchiveWhatCanBeProvenAndSaysTheRest() throws IOException {
        String archive = SampleBackup.make(storage, "shop", TIME, Optional.empty());
        Files.delete(folder.resolve(archive).resolve(Manifest.MARKER));
        Files.delete(folder.resolve(archive).resolve(Manifest.FILE));

        CheckResult result = check(archive, Optional.empty());

        assertThat(result.ok()).isTrue();
        assertThat(result.manifest()).isFalse();
        assertThat(result.rows()).isEqualTo(400);
        assertThat(result.unproven()).hasSize(3).first().asString().contains("no manifest");
        Files.write(folder.resolve(archive).resolve("11.dat.zst"), new byte[10]);
        assertThat(check(archive, Optional.empty()).ok()).isFalse();
    }

    @Test
    void whatMayBeOfALaterVersionIsNotCalledDamaged() throws IOException {
        String archive = SampleBackup.make(storage, "shop", TIME, Optional.empty());
        Files.delete(folder.resolve(archive).resolve(Manifest.MARKER));
        Files.delete(folder.resolve(archive).resolve(Manifest.FILE));
        Path contents = folder.resolve(archive).resolve("toc.dat");
        byte[] bytes = Files.readAllBytes(contents);
        bytes[6] = 17;
        Files.write(contents, bytes);

        assertThat(check(archive, Optional.empty()).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("the format has the version 1.17"))
                .satisfies(problem -> assertThat(problem.hint()).startsWith("a newer version of Belay"));
    }

    @Test
    void saysThatThereIsNoArchive() {
        assertThatThrownBy(() -> check("shop/never", Optional.empty())).hasMessageContaining("there is no archive");
    }

    private String archive() throws IOException {
        try (Stream<Path> archives = Files.list(folder.resolve("shop"))) {
            return "shop/" + archives.findFirst().orElseThrow().getFileName();
        }
    }

    private void assertDamaged(Path file, String what, Optional<Decryption> keys) throws IOException {
        CheckResult result = check(archive(), keys);

        assertThat(result.problems()).as(file.getFileName() + ": " + what).isNotEmpty();
    }

    private CheckResult check(String archive, Optional<Decryption> keys) throws IOException {
        return new Check(storage, keys, CheckListener.NONE).run(archive);
    }

    private static Optional<Seal> seal(AgeKey key) {
        return Optional.of(Recipients.of(List.of(key.recipient()))::encrypt);
    }

    private Optional<Decryption> keys(AgeKey key) throws IOException {
        return Optional.of(Identities.read(key.write(folder.resolve("key.txt")))::decrypt);
    }

    private List<Path> archiveFiles(String archive) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(archive))) {
            return files.sorted().toList();
        }
    }
}
